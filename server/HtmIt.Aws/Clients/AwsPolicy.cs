using System.Text.Json;

namespace HtmIt.Aws.Clients;

/// <summary>What IAM has to permit.</summary>
internal static class AwsPolicy
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The policy of an account whose metrics are collected, as people paste it into IAM. None of these actions can be narrowed to single
    /// resources.</summary>
    public static string Monitoring() =>
        JsonSerializer.Serialize(
            new
            {
                Version = "2012-10-17",
                Statement = new[] { Statement("HtmItCollects", AwsPurpose.Collecting), Statement("HtmItLists", AwsPurpose.Listing) },
            },
            Layout
        );

    /// <summary>What one purpose takes.</summary>
    public static IEnumerable<string> PermissionsOf(AwsPurpose purpose) =>
        AwsAction.All.Where(action => action.Purpose == purpose).Select(action => action.Permission).Order(StringComparer.Ordinal);

    private static object Statement(string sid, AwsPurpose purpose) =>
        new
        {
            Sid = sid,
            Effect = "Allow",
            Action = PermissionsOf(purpose),
            Resource = "*",
        };
}
