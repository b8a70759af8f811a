using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;

namespace HtmIt.Architecture.Tests.Protos;

/// <summary>Every method of the contract, a line each: what buf has no rules for, or can't tell from comments.</summary>
internal sealed partial class MethodTable
{
    // Numbers of fields in descriptors, of which paths to comments are made.
    private const int FileServices = 6;
    private const int ServiceMethods = 2;

    private const string Head = """
        # Methods

        Made from the protos. A test compares the two, and says how to make this table anew.

        | Method | Kind | Idempotency | HTTP | Errors |
        | --- | --- | --- | --- | --- |

        """;

    private readonly FileDescriptorSet _image;
    private readonly HashSet<string> _reasons;

    /// <param name="image">The protos with their comments.</param>
    public MethodTable(FileDescriptorSet image)
    {
        _image = image;
        _reasons =
        [
            .. _image
                .File.SelectMany(file => file.EnumType)
                .Single(type => type.Name == "ErrorReason")
                .Value.Select(value => value.Name["ERROR_REASON_".Length..]),
        ];
    }

    /// <summary>The table as a document.</summary>
    public string Format() => Head + string.Concat(Methods().Order(StringComparer.Ordinal).Select(line => $"{line}\n"));

    private IEnumerable<string> Methods() =>
        from file in _image.File
        where file.Package.StartsWith("htmit.", StringComparison.Ordinal)
        from service in file.Service.Select((service, index) => (service.Name, service.Method, Index: index))
        from method in service.Method.Select((method, index) => (Descriptor: method, Index: index))
        let comment = Comment(file, [FileServices, service.Index, ServiceMethods, method.Index])
        select $"| {file.Package}.{service.Name}/{method.Descriptor.Name} | {Kind(method.Descriptor)} | {Idempotency(method.Descriptor)} "
            + $"| {Http(method.Descriptor)} | {string.Join(", ", Reasons(comment))} |";

    private static string Comment(FileDescriptorProto file, int[] path) =>
        file.SourceCodeInfo.Location.Single(location => location.Path.SequenceEqual(path)).LeadingComments;

    private static string Kind(MethodDescriptorProto method) =>
        (method.ClientStreaming, method.ServerStreaming) switch
        {
            (false, false) => "unary",
            (true, false) => "client stream",
            (false, true) => "server stream",
            (true, true) => "streams both ways",
        };

    private static string Idempotency(MethodDescriptorProto method) =>
        method.Options?.IdempotencyLevel switch
        {
            MethodOptions.Types.IdempotencyLevel.NoSideEffects => "no side effects",
            MethodOptions.Types.IdempotencyLevel.Idempotent => "idempotent",
            _ => "none",
        };

    private static string Http(MethodDescriptorProto method) =>
        method.Options?.GetExtension(AnnotationsExtensions.Http) is { } rule
            ? string.Join(", ", rule.AdditionalBindings.Prepend(rule).Select(Binding))
            : "none";

    private static string Binding(HttpRule rule)
    {
        var path = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => $"GET {rule.Get}",
            HttpRule.PatternOneofCase.Put => $"PUT {rule.Put}",
            HttpRule.PatternOneofCase.Post => $"POST {rule.Post}",
            HttpRule.PatternOneofCase.Delete => $"DELETE {rule.Delete}",
            HttpRule.PatternOneofCase.Patch => $"PATCH {rule.Patch}",
            HttpRule.PatternOneofCase.Custom => $"{rule.Custom.Kind} {rule.Custom.Path}",
            _ => "",
        };
        return rule.Body.Length > 0 ? $"`{path}` with body `{rule.Body}`" : $"`{path}`";
    }

    private IEnumerable<string> Reasons(string comment) =>
        Word().Matches(comment).Select(match => match.Value).Where(_reasons.Contains).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("[A-Z][A-Z_]+")]
    private static partial Regex Word();
}
