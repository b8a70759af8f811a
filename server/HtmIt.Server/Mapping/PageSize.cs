using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Sizes of pages: 0 is the default, too many are cut, negative is an error.</summary>
internal static class PageSize
{
    public const int Default = 100;
    public const int Max = 1_000;

    public static int Of(string field, int given, int otherwise = Default, int max = Max) =>
        given switch
        {
            < 0 => throw DomainErrors.InvalidField(field, given, "must not be negative"),
            0 => otherwise,
            _ => Math.Min(given, max),
        };
}
