using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;
using Microsoft.Extensions.Primitives;

namespace HtmIt.Server.Json;

/// <summary>Reads the query of a call: the transcoder passes over parameters that it does not know, and takes the paths of masks as they
/// come, while JSON has them in lowerCamelCase.</summary>
internal static partial class JsonQuery
{
    /// <returns>The query as the transcoder needs it.</returns>
    /// <exception cref="DomainException">InvalidField with the name of the parameter.</exception>
    public static IQueryCollection Read(IQueryCollection query, MessageDescriptor type, HttpRule rule)
    {
        var read = new Dictionary<string, StringValues>();
        foreach (var (name, values) in query)
        {
            var broken = Find(name, type, rule, out var field) ?? Broken(field!, values);
            if (broken is not null)
            {
                throw DomainErrors.InvalidField(name, values.ToString(), broken);
            }
            read[name] = IsMask(field!) ? Capitals().Replace(values.ToString(), one => $"_{one.Value.ToLowerInvariant()}") : values;
        }
        return new QueryCollection(read);
    }

    /// <summary>The rule that the name breaks; null when it is the name of a field.</summary>
    private static string? Find(string name, MessageDescriptor type, HttpRule rule, out FieldDescriptor? field)
    {
        field = null;
        if (rule.Body == "*")
        {
            return "must be in the body: this call takes nothing in the query";
        }
        var path = new List<string>();
        foreach (var part in name.Split('.'))
        {
            var within = field is null ? type : field.MessageType;
            field = JsonFields.Find(within, part);
            if (field is null)
            {
                return $"must be a field of {within.Name}";
            }
            path.Add(field.Name);
            if (field.IsRepeated || JsonScalars.IsScalar(field))
            {
                break;
            }
        }
        if (!JsonScalars.IsScalar(field!) || path.Count != name.Count(c => c == '.') + 1)
        {
            return "must be a field with a single value, or several of them";
        }
        var isElsewhere =
            path[0] == rule.Body || Variables().Matches(Pattern(rule)).Any(one => one.Groups[1].Value == string.Join('.', path));
        return isElsewhere ? "must be in the path or the body only" : null;
    }

    private static string? Broken(FieldDescriptor field, StringValues values) =>
        values.Count > 1 && !field.IsRepeated ? "must be given once"
        : IsMask(field) ? null
        : values.Select(value => JsonScalars.Broken(field, value ?? "")).FirstOrDefault(rule => rule is not null);

    private static bool IsMask(FieldDescriptor field) => field.FieldType == FieldType.Message && field.MessageType == FieldMask.Descriptor;

    private static string Pattern(HttpRule rule) =>
        rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => rule.Get,
            HttpRule.PatternOneofCase.Post => rule.Post,
            HttpRule.PatternOneofCase.Patch => rule.Patch,
            HttpRule.PatternOneofCase.Put => rule.Put,
            HttpRule.PatternOneofCase.Delete => rule.Delete,
            _ => "",
        };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"\{([\w.]+)")]
    private static partial Regex Variables();
}
