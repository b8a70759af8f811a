using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Metrics;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Annotations;

/// <summary>Notes about servers: API-O-001 to API-O-004.</summary>
public sealed class AnnotationTests : AnnotationFixture
{
    [Test] // API-O-001
    public async Task CreateAnnotation_AllFields_ComesBackWithNameAndTime()
    {
        await MetricAsync("create");
        var given = Note("create");
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        var created = (await Annotations.CreateAnnotationAsync(new() { Annotation = given })).Annotation;

        Assert.That(created.Name, Does.Match("^annotations/[0-9a-f]{32}$"));
        Assert.That(created.CreateTime.Seconds, Is.InRange(before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        Assert.That(created.CreateTime.Nanos, Is.Zero);
        Assert.That(
            created,
            Is.EqualTo(
                new Annotation(given)
                {
                    Name = created.Name,
                    CreateTime = created.CreateTime,
                    UpdateTime = created.UpdateTime,
                    Etag = created.Etag,
                }
            )
        );
        Assert.That((await Annotations.GetAnnotationAsync(new() { Name = created.Name })).Annotation, Is.EqualTo(created));
    }

    [Test] // API-O-001: data alone is enough, and every JSON object survives
    public async Task CreateAnnotation_DataOnly_ComesBack()
    {
        await MetricAsync("data");
        var given = Note("data");
        given.Message = "";
        given.Data.Fields["list"] = Value.ForList(Value.ForNumber(0.1), Value.ForNull(), Value.ForBool(true), Value.ForString("ü\"\\"));

        var name = (await Annotations.CreateAnnotationAsync(new() { Annotation = given })).Annotation.Name;

        Assert.That((await Annotations.GetAnnotationAsync(new() { Name = name })).Annotation.Data, Is.EqualTo(given.Data));
    }

    [Test] // API-O-002
    public async Task GetAnnotation_Unknown_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(Annotations.GetAnnotationAsync(new() { Name = $"annotations/{new string('a', 32)}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "ANNOTATION_NOT_FOUND")));
    }

    [Test] // API-O-002: by each filter, by several, by nothing that matches; the last created first; in pages
    public async Task ListAnnotations_Filters_SelectExactly()
    {
        await MetricAsync("list.a");
        await MetricAsync("list.b");
        var all = new List<Annotation>();
        for (var i = 0; i < 24; i++)
        {
            var note = Note(i % 2 == 0 ? "list.a" : "list.b");
            (note.Client, note.User) = ($"list device {i % 3}", $"list user {i % 4}");
            note.AnnotatedTime = new() { Seconds = Noon + (((i * 7) % 24) * 60) };
            all.Insert(0, (await Annotations.CreateAnnotationAsync(new() { Annotation = note })).Annotation);
        }
        var (from, to) = (Noon + (5 * 60), Noon + (15 * 60));

        await AssertListAsync(new() { Resource = "list.a" }, one => one.Resource == "list.a");
        await AssertListAsync(new() { Client = "list device 1" }, one => one.Client == "list device 1");
        await AssertListAsync(new() { User = "list user 2" }, one => one.User == "list user 2");
        await AssertListAsync(new() { Resource = "list.b", StartTime = At(from) }, one => one.Resource == "list.b" && Seconds(one) >= from);
        await AssertListAsync(new() { Resource = "list.b", EndTime = At(to) }, one => one.Resource == "list.b" && Seconds(one) <= to);
        await AssertListAsync(
            new()
            {
                Resource = "list.a",
                Client = "list device 0",
                User = "list user 0",
                StartTime = At(from),
                EndTime = At(to),
            },
            one =>
                one.Resource == "list.a"
                && one.Client == "list device 0"
                && one.User == "list user 0"
                && Seconds(one) >= from
                && Seconds(one) <= to
        );
        await AssertListAsync(new() { Resource = "list.none" }, _ => false);

        async Task AssertListAsync(ListAnnotationsRequest request, Func<Annotation, bool> matches)
        {
            request.PageSize = 5;
            var listed = new List<Annotation>();
            do
            {
                var page = await Annotations.ListAnnotationsAsync(request);
                listed.AddRange(page.Annotations);
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            Assert.That(listed, Is.EqualTo(all.Where(matches)));
        }
    }

    [Test] // API-O-003
    public async Task DeleteAnnotation_KnownAndUnknown_DeletesOnlyTheKnown()
    {
        await MetricAsync("delete");
        var (one, other) = (await CreateAsync("delete"), await CreateAsync("delete"));

        await Annotations.DeleteAnnotationAsync(new() { Name = one.Name });

        var refusal = await Refusal.OfAsync(Annotations.DeleteAnnotationAsync(new() { Name = one.Name }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "ANNOTATION_NOT_FOUND")));
        Assert.That(await ListAsync("delete"), Is.EqualTo(new[] { other }));
    }

    private static IEnumerable<TestCaseData> BadAnnotations()
    {
        yield return Bad("device missing", one => one.Client = "", "annotation.client");
        yield return Bad("device too long", one => one.Client = new string('d', 41), "annotation.client");
        yield return Bad("time missing", one => one.AnnotatedTime = null, "annotation.annotated_time");
        yield return Bad("time malformed", one => one.AnnotatedTime = new() { Nanos = -1 }, "annotation.annotated_time");
        yield return Bad("end before the start", one => one.EndTime = At(Noon - 1), "annotation.end_time");
        yield return Bad("metric malformed", one => one.Metric = "six.cpu", "annotation.metric");
        yield return Bad("user missing", one => one.User = "", "annotation.user");
        yield return Bad("user with a control character", one => one.User = "a\u0001", "annotation.user");
        yield return Bad("server missing", one => one.Resource = "", "annotation.resource");
        yield return Bad("server unknown", one => one.Resource = "nobody's", "annotation.resource");
        yield return Bad("no message, no data", one => (one.Message, one.Data) = ("", null), "annotation.message");
        yield return Bad("message with NUL", one => one.Message = "a\0", "annotation.message");
        yield return Bad("message too long", one => one.Message = new string('m', 65_536), "annotation.message");
        yield return Bad("data too long", one => one.Data.Fields["long"] = Value.ForString(new('x', 65_536)), "annotation.data");
        yield return Bad("data not a number", one => one.Data.Fields["nan"] = Value.ForNumber(double.NaN), "annotation.data.nan");

        static TestCaseData Bad(string name, Action<Annotation> spoil, string field) =>
            new TestCaseData(spoil, field).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BadAnnotations))] // API-O-004
    public async Task CreateAnnotation_Bad_IsRefusedAndStoresNothing(Action<Annotation> spoil, string field)
    {
        await MetricAsync("bad");
        var annotation = Note("bad");
        spoil(annotation);

        var refusal = await Refusal.OfAsync(Annotations.CreateAnnotationAsync(new() { Annotation = annotation }));

        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD", field)));
        Assert.That(await ListAsync("bad"), Is.Empty);
    }

    [Test] // AIP-133: who lost the answer asks again
    public async Task CreateAnnotation_SameIdAgain_GivesTheSameOrRefuses()
    {
        await MetricAsync("again");
        var request = new CreateAnnotationRequest { Annotation = Note("again"), AnnotationId = Guid.NewGuid().ToString("N") };

        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Annotations.CreateAnnotationAsync(request).ResponseAsync));
        request.Annotation.Message = "something else";
        var other = await Refusal.OfAsync(Annotations.CreateAnnotationAsync(request));
        request.AnnotationId = "ABC";
        var malformed = await Refusal.OfAsync(Annotations.CreateAnnotationAsync(request));

        Assert.That(many.Count(one => one.Created), Is.EqualTo(1));
        Assert.That(await ListAsync("again"), Is.EqualTo(many.Select(one => one.Annotation).Distinct()));
        Assert.That((other.Code, other.Reason), Is.EqualTo((StatusCode.AlreadyExists, "ANNOTATION_ALREADY_EXISTS")));
        Assert.That(malformed.Field, Is.EqualTo("annotation_id"));
    }

    [Test]
    public async Task CreateAnnotation_OfAMetric_HasItsResourceAndGoesWithIt()
    {
        var (one, other) = (await MonitorAsync("six.cpu", "host.6"), await MonitorAsync("six.disk", "host.6"));
        var note = Note("");
        note.Metric = one.Metric.Name;

        var created = (await Annotations.CreateAnnotationAsync(new() { Annotation = note })).Annotation;
        var wrong = await Refusal.OfAsync(Annotations.CreateAnnotationAsync(new() { Annotation = new(note) { Resource = "host.7" } }));
        var unknown = await Refusal.OfAsync(
            Annotations.CreateAnnotationAsync(new() { Annotation = new(note) { Metric = $"metrics/{new string('a', 32)}" } })
        );
        var ofOne = await Annotations.ListAnnotationsAsync(new() { Metric = one.Metric.Name });
        var ofOther = await Annotations.ListAnnotationsAsync(new() { Metric = other.Metric.Name });
        await Metrics.DeleteMetricAsync(new() { Name = one.Metric.Name });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((created.Resource, created.Metric), Is.EqualTo(("host.6", one.Metric.Name)));
            Assert.That(wrong.Field, Is.EqualTo("annotation.resource"));
            Assert.That((unknown.Code, unknown.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
            Assert.That((ofOne.Annotations.Single(), ofOther.Annotations.Count), Is.EqualTo((created, 0)));
            Assert.That(await ListAsync("host.6"), Is.Empty, "it goes with its metric, although the resource is still monitored");
        }
    }

    [Test]
    public async Task ListAnnotations_Span_IsFoundWhereItTouches()
    {
        await MetricAsync("span");
        var note = Note("span");
        note.EndTime = At(Noon + 600);
        var created = (await Annotations.CreateAnnotationAsync(new() { Annotation = note })).Annotation;

        var found = new List<bool>();
        foreach (var (from, to) in new[] { (-10, -1), (-10, 0), (300, 400), (600, 700), (601, 700) })
        {
            var request = new ListAnnotationsRequest
            {
                Resource = "span",
                StartTime = At(Noon + from),
                EndTime = At(Noon + to),
            };
            found.Add((await Annotations.ListAnnotationsAsync(request)).Annotations.Contains(created));
        }

        Assert.That(found, Is.EqualTo(new[] { false, true, true, true, false }));
    }
}
