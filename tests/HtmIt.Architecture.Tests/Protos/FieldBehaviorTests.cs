using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary>Who sets a field is said twice, for people and for programs, and both say the same: adding it later is a break.</summary>
public sealed partial class FieldBehaviorTests
{
    private const int Messages = FileDescriptorProto.MessageTypeFieldNumber;
    private const int Nested = DescriptorProto.NestedTypeFieldNumber;
    private const int Fields = DescriptorProto.FieldFieldNumber;

    [Test, CancelAfter(120_000)]
    public async Task Fields_CommentAndBehavior_SayTheSame(CancellationToken cancellationToken)
    {
        var image = await ProtoImage.BuildAsync(cancellationToken);
        var fields = image
            .File.Where(file => file.Package.StartsWith("htmit.", StringComparison.Ordinal))
            .SelectMany(file => file.SourceCodeInfo.Location.Select(location => (Location: location, Field: FieldAt(file, location.Path))))
            .Where(one => one.Field is not null)
            .Select(one => (Comment: one.Location.LeadingComments, one.Field!.Value.Name, Behaviors: BehaviorsOf(one.Field.Value.Field)))
            .ToArray();

        Assert.That(fields, Has.Length.GreaterThan(300));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                fields
                    .Where(one => Required().IsMatch(one.Comment) != one.Behaviors.Contains(FieldBehavior.Required))
                    .Select(one => one.Name),
                Is.Empty,
                "Required. <-> REQUIRED"
            );
            Assert.That(
                fields
                    .Where(one => AtLeastOne().IsMatch(one.Comment) && !one.Behaviors.Contains(FieldBehavior.Required))
                    .Select(one => one.Name),
                Is.Empty,
                "At least one -> REQUIRED"
            );
            Assert.That(
                fields
                    .Where(one =>
                        OfTheServer().IsMatch(one.Comment)
                        && !one.Behaviors.Contains(FieldBehavior.OutputOnly)
                        && !one.Behaviors.Contains(FieldBehavior.Identifier)
                    )
                    .Select(one => one.Name),
                Is.Empty,
                "Only in responses, Made by the server -> OUTPUT_ONLY or IDENTIFIER"
            );
            Assert.That(
                fields
                    .Where(one => OnlyWritten().IsMatch(one.Comment) != one.Behaviors.Contains(FieldBehavior.InputOnly))
                    .Select(one => one.Name),
                Is.Empty,
                "Only written <-> INPUT_ONLY"
            );
        }
    }

    private static IReadOnlyCollection<FieldBehavior> BehaviorsOf(FieldDescriptorProto field) =>
        field.Options?.GetExtension(FieldBehaviorExtensions.FieldBehavior) is { } behaviors ? [.. behaviors] : [];

    /// <summary>Null for a place that is none of a field.</summary>
    private static (string Name, FieldDescriptorProto Field)? FieldAt(FileDescriptorProto file, RepeatedField<int> path)
    {
        if (path.Count < 4 || path.Count % 2 != 0 || path[0] != Messages || path[^2] != Fields)
        {
            return null;
        }
        var message = file.MessageType[path[1]];
        for (var i = 2; i < path.Count - 2; i += 2)
        {
            if (path[i] != Nested)
            {
                return null;
            }
            message = message.NestedType[path[i + 1]];
        }
        var field = message.Field[path[^1]];
        return ($"{message.Name}.{field.Name}", field);
    }

    [GeneratedRegex(@"\bRequired\b")]
    private static partial Regex Required();

    [GeneratedRegex(@"\bAt least one\b")]
    private static partial Regex AtLeastOne();

    [GeneratedRegex(@"Only in responses|\b[Mm]ade by the server\b")]
    private static partial Regex OfTheServer();

    [GeneratedRegex(@"\bOnly written\b")]
    private static partial Regex OnlyWritten();
}
