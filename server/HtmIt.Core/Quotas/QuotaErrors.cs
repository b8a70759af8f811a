using System.Globalization;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Quotas;

/// <summary>Refusals of what would be too much.</summary>
public static class QuotaErrors
{
    public static DomainException QuotaExceeded(string edition, int count, int limit) =>
        new(
            ErrorReason.QuotaExceeded,
            $"Server limit exceeded; edition={edition}; count={count}; limit={limit}.",
            new Dictionary<string, string>
            {
                ["edition"] = edition,
                ["count"] = count.ToString(CultureInfo.InvariantCulture),
                ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
            }
        );
}
