namespace HtmIt.Testing.Aws;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Headers">By their lower-case names.</param>
public sealed record AwsRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool IsAction(string action) =>
        Body.Contains($"Action={action}&", StringComparison.Ordinal) || Body.EndsWith($"Action={action}", StringComparison.Ordinal);
}
