using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using HtmIt.V1;
using NUnit.Framework;
using static Google.Protobuf.Reflection.MethodOptions.Types;

namespace HtmIt.Server.Tests.Json;

/// <summary>What the protos say about JSON and about repeating, over every method there is.</summary>
public sealed partial class HttpRuleTests
{
    private static readonly MethodDescriptor[] Methods =
    [
        .. typeof(MetricDataService)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(MetricDataService).Namespace)
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods),
    ];

    /// <summary>Each time they do something more.</summary>
    private static readonly string[] NotRepeatable = ["CreateAnnotation", "RestartModel", "RestartModels", "SubmitFeedback", "TestDevice"];

    [Test]
    public void Methods_ThatTakeOneMessage_HaveAPath()
    {
        var without = Methods.Where(method => Rules(method).Length == 0);

        Assert.That(Methods, Has.Length.GreaterThan(50));
        Assert.That(
            without.Select(method => method.Name),
            Is.EquivalentTo(Methods.Where(one => one.IsClientStreaming).Select(one => one.Name))
        );
    }

    [Test]
    public void Paths_OfAllMethods_AreUnique()
    {
        var paths = Methods.SelectMany(Rules).Select(Pattern).Select(one => $"{one.Verb} {Variable().Replace(one.Path, "$2")}");

        Assert.That(paths, Is.Unique);
    }

    [Test]
    public void Paths_OfAllMethods_AreOfTheOneForm()
    {
        var broken = Methods
            .SelectMany(Rules)
            .Select(Pattern)
            .Where(one => !Form().IsMatch(Variable().Replace(one.Path, "$2")))
            .Select(one => one.Path);

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Rules_OfAllMethods_NameFieldsOfTheirRequests()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (method, rule) in Methods.SelectMany(method => Rules(method).Select(rule => (method, rule))))
            {
                var (verb, path) = Pattern(rule);
                foreach (var name in Variable().Matches(path).Select(match => match.Groups[1].Value))
                {
                    Assert.That(Find(method.InputType, name)?.FieldType, Is.EqualTo(FieldType.String), $"{method.Name}: {name}");
                }
                Assert.That(rule.Body.Length > 0, Is.EqualTo(verb is "POST" or "PATCH"), $"{method.Name}: body");
                Assert.That(rule.Body is "" or "*" || Find(method.InputType, rule.Body) is not null, $"{method.Name}: body {rule.Body}");
            }
        }
    }

    /// <summary>A query can't say lists of messages and maps: such a read needs a form with a body.</summary>
    [Test]
    public void Reads_WithListsOfMessages_CanBePosted()
    {
        var broken = Methods
            .Where(method => Rules(method) is { Length: > 0 } rules && rules.All(rule => rule.Body.Length == 0))
            .Where(method => HasMessages(method.InputType))
            .Select(method => method.Name);

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Watches_ArePosted()
    {
        var watches = Methods.Where(method => method.Name.StartsWith("Watch", StringComparison.Ordinal)).ToArray();

        Assert.That(watches, Is.Not.Empty);
        Assert.That(
            watches.Select(watch => Pattern(Rules(watch).Single())),
            Has.All.Matches<(string Verb, string Path)>(one => one.Verb == "POST" && one.Path.Contains(":watch", StringComparison.Ordinal))
        );
    }

    [Test]
    public void Methods_ThatCanBeRepeated_SaySo() =>
        Assert.That(
            Methods.Where(method => Level(method) == IdempotencyLevel.IdempotencyUnknown).Select(method => method.Name),
            Is.EquivalentTo(NotRepeatable)
        );

    [Test]
    public void Methods_ThatOnlyRead_AreNamedAfterIt()
    {
        var reads = Methods.Where(method => Level(method) == IdempotencyLevel.NoSideEffects).Select(method => method.Name);

        Assert.That(reads, Has.All.Match("^(Get|List|Watch|Rank|Preview|Suggest|Export|Explain|Simulate|Estimate)[A-Z]"));
    }

    private static HttpRule[] Rules(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule ? [rule, .. rule.AdditionalBindings] : [];

    private static (string Verb, string Path) Pattern(HttpRule rule) =>
        rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            _ => ("", ""),
        };

    private static IdempotencyLevel Level(MethodDescriptor method) =>
        method.GetOptions()?.IdempotencyLevel ?? IdempotencyLevel.IdempotencyUnknown;

    private static FieldDescriptor? Find(MessageDescriptor type, string path)
    {
        FieldDescriptor? field = null;
        foreach (var name in path.Split('.'))
        {
            field = (field is null ? type : field.MessageType).FindFieldByName(name);
        }
        return field;
    }

    private static bool HasMessages(MessageDescriptor type) =>
        type
            .Fields.InDeclarationOrder()
            .Where(field => field.FieldType == FieldType.Message && field.MessageType.File.Package == "htmit.v1")
            .Any(field => field.IsRepeated || HasMessages(field.MessageType));

    /// <summary>A variable with what it stands for.</summary>
    [GeneratedRegex(@"\{([\w.]+)=([^}]+)\}")]
    private static partial Regex Variable();

    /// <summary>Collections in lowerCamelCase, one of theirs behind each, and a verb perhaps.</summary>
    [GeneratedRegex(@"^/v1(/[a-z][A-Za-z]*|/\*\*?)+(:[a-z][A-Za-z]*)?$")]
    private static partial Regex Form();
}
