using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Which fields an update changes, by the rules of AIP-134, which hold for all updates: those that the mask names; all of them for "*";
/// and without a mask those that are given, so that clearing a field takes the mask.</summary>
/// <param name="message">The request's field with the message that is updated.</param>
/// <param name="known">The fields that can change, and how to see that a message gives them.</param>
/// <param name="unreadable">Fields that nobody can read: "*" leaves them as they are where they are not given.</param>
internal sealed class UpdateMask<T>(string message, IReadOnlyDictionary<string, Func<T, bool>> known, params string[] unreadable)
{
    private const string All = "*";

    /// <exception cref="DomainException">InvalidField.</exception>
    public IReadOnlySet<string> Read(T proto, FieldMask? mask)
    {
        if (mask is null || mask.Paths.Count == 0)
        {
            var given = ReadGiven(proto);
            return given.Count > 0 ? given : throw DomainErrors.InvalidField(message, "", "must have at least one field that changes");
        }
        if (mask.Paths is [All])
        {
            return known.Where(field => !unreadable.Contains(field.Key) || field.Value(proto)).Select(field => field.Key).ToHashSet();
        }
        var unknown = mask.Paths.ToList().FindIndex(path => !known.ContainsKey(path));
        return unknown < 0
            ? mask.Paths.ToHashSet()
            : throw DomainErrors.InvalidField(
                $"update_mask.paths[{unknown}]",
                mask.Paths[unknown],
                $"must be one of {string.Join(", ", known.Keys)}, or {All} alone"
            );
    }

    /// <summary>The fields that a message gives.</summary>
    public IReadOnlySet<string> ReadGiven(T proto) => known.Where(field => field.Value(proto)).Select(field => field.Key).ToHashSet();
}
