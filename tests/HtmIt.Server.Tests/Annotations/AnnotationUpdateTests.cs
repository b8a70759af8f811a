using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Annotations;

/// <summary>Changes of annotations, by mask and by version.</summary>
public sealed class AnnotationUpdateTests : AnnotationFixture
{
    [Test] // only what the mask names changes
    public async Task UpdateAnnotation_Mask_ChangesOnlyThat()
    {
        await MetricAsync("update");
        var created = await CreateAsync("update");
        var given = new Annotation
        {
            Name = created.Name,
            Message = "new",
            User = "nobody",
        };

        var changed = await UpdateAsync(given, "message");
        Assert.That(changed, Is.EqualTo(As(changed, new(created) { Message = "new" })));
        changed = await UpdateAsync(given, "data");
        Assert.That(changed, Is.EqualTo(As(changed, new(created) { Message = "new", Data = null })));
        Assert.That((await Annotations.GetAnnotationAsync(new() { Name = created.Name })).Annotation, Is.EqualTo(changed));
    }

    [Test] // AIP-134: without a mask the given fields; "*" replaces all, so what is not given is cleared
    public async Task UpdateAnnotation_NoMaskAndAll_ChangeTheGivenAndEverything()
    {
        await MetricAsync("masks");
        var created = await CreateAsync("masks");

        var given = await UpdateAsync(new() { Name = created.Name, EndTime = At(Noon + 60) });
        var all = new Annotation
        {
            Name = created.Name,
            AnnotatedTime = At(Noon + 1),
            User = "ann",
            Message = "all",
        };
        var replaced = await UpdateAsync(all, "*");

        Assert.That(given, Is.EqualTo(As(given, new(created) { EndTime = At(Noon + 60) })));
        Assert.That(
            replaced,
            Is.EqualTo(
                As(
                    replaced,
                    new(created)
                    {
                        AnnotatedTime = At(Noon + 1),
                        User = "ann",
                        Message = "all",
                        Data = null,
                    }
                )
            )
        );
    }

    [Test]
    public async Task UpdateAnnotation_Etag_HoldsOnlyForTheVersionThatWasRead()
    {
        await MetricAsync("etag");
        var first = await CreateAsync("etag");

        var second = await UpdateAsync(new(first) { Message = "second" }, "message");
        var late = await Refusal.OfAsync(
            Annotations.UpdateAnnotationAsync(
                new()
                {
                    Annotation = new(first) { Message = "late" },
                    UpdateMask = new() { Paths = { "message" } },
                }
            )
        );
        var third = await UpdateAsync(new(second) { Message = "third" }, "message");

        Assert.That((late.Code, late.Reason), Is.EqualTo((StatusCode.Aborted, "ANNOTATION_CHANGED")));
        Assert.That((second.Message, third.Message), Is.EqualTo(("second", "third")));
        Assert.That(new[] { first.Etag, second.Etag, third.Etag }, Is.Unique);
    }

    [TestCase("resource", "update_mask.paths[0]")]
    [TestCase("message,*", "update_mask.paths[1]")]
    [TestCase("create_time", "update_mask.paths[0]")]
    [TestCase("", "annotation")]
    [TestCase("message,data", "annotation.message")]
    [TestCase("user", "annotation.user")]
    [TestCase("annotated_time", "annotation.annotated_time")]
    public async Task UpdateAnnotation_Bad_IsRefusedAndChangesNothing(string mask, string field)
    {
        await MetricAsync("badupdate");
        var created = await CreateAsync("badupdate");
        var request = new UpdateAnnotationRequest
        {
            Annotation = new() { Name = created.Name },
            UpdateMask = new() { Paths = { mask.Split(',', StringSplitOptions.RemoveEmptyEntries) } },
        };

        var refusal = await Refusal.OfAsync(Annotations.UpdateAnnotationAsync(request));

        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD", field)));
        Assert.That((await Annotations.GetAnnotationAsync(new() { Name = created.Name })).Annotation, Is.EqualTo(created));
    }
}
