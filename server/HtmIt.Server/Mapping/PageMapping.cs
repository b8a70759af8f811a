using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Page sizes: 0 is the default, too many are cut, negative is an error.</summary>
internal static class PageMapping
{
    public static int ToPageSize(int given, int otherwise, int most) =>
        given switch
        {
            < 0 => throw DomainErrors.InvalidField("page_size", given, "must not be negative"),
            0 => otherwise,
            _ => Math.Min(given, most),
        };
}
