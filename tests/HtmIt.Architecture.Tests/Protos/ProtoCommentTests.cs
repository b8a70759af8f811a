using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using NUnit.Framework;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary>What comments of the contract name is there, whatever it was called when the comment was written.</summary>
public sealed partial class ProtoCommentTests
{
    private const string ReasonPrefix = "ERROR_REASON_";

    private static readonly string[] StatusCodes =
    [
        "ALREADY_EXISTS",
        "DEADLINE_EXCEEDED",
        "FAILED_PRECONDITION",
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "OUT_OF_RANGE",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
    ];

    [Test, CancelAfter(120_000)]
    public async Task Comments_ReasonsAndValuesNamed_Exist(CancellationToken cancellationToken)
    {
        var image = await ProtoImage.BuildAsync(cancellationToken);
        var values = image
            .File.SelectMany(file => file.EnumType.Concat(file.MessageType.SelectMany(EnumsOf)))
            .SelectMany(type => type.Value)
            .Select(value => value.Name)
            .ToArray();
        string[] known =
        [
            .. StatusCodes,
            .. values,
            .. values
                .Where(value => value.StartsWith(ReasonPrefix, StringComparison.Ordinal))
                .Select(value => value[ReasonPrefix.Length..]),
        ];

        var named =
            from file in image.File
            where file.Package.StartsWith("htmit.", StringComparison.Ordinal)
            from location in file.SourceCodeInfo.Location
            from word in Word().Matches($"{location.LeadingComments} {location.TrailingComments}").Select(match => match.Value)
            select (file.Name, Word: word);

        Assert.That(named, Is.Not.Empty);
        Assert.That(named.Where(one => !known.Contains(one.Word)).Distinct(), Is.Empty);
    }

    private static IEnumerable<EnumDescriptorProto> EnumsOf(DescriptorProto message) =>
        message.EnumType.Concat(message.NestedType.SelectMany(EnumsOf));

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")]
    private static partial Regex Word();
}
