using HtmIt.Core.Errors;

namespace HtmIt.Core.Aws;

/// <summary>What a region and an account of a request must be.</summary>
public static class ScopeRules
{
    /// <summary>What is wrong with them.</summary>
    /// <param name="at">Where they stand, as <c>region</c> and <c>account</c>.</param>
    public static IEnumerable<FieldViolation> Check(this IAwsRegions regions, AwsScope scope, FieldPath at)
    {
        if (!regions.Contains(scope.Region))
        {
            var violation = at["region"]
                .Violation(scope.Region, $"Not supported. Region '{scope.Region}' was not found; ListRegions names them all.");
            yield return violation with
            {
                Reason = ErrorReason.RegionUnknown,
            };
        }
        if (scope.Account.Length > 0 && !regions.Accounts.Contains(scope.Account))
        {
            var violation = at["account"].Violation(scope.Account, "must be the name of an account in the server's settings, or empty");
            yield return violation with
            {
                Reason = ErrorReason.AccountUnknown,
            };
        }
    }

    /// <exception cref="DomainException">RegionUnknown, AccountUnknown.</exception>
    public static void Require(this IAwsRegions regions, AwsScope scope, FieldPath at)
    {
        FieldViolation[] violations = [.. regions.Check(scope, at)];
        if (violations.Length > 0)
        {
            throw DomainErrors.InvalidFields(violations);
        }
    }
}
