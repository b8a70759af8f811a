namespace HtmIt.Core.Aws;

/// <summary>The regions and accounts that can be asked.</summary>
public interface IAwsRegions
{
    /// <summary>All regions, by name.</summary>
    IReadOnlyList<AwsRegion> All { get; }

    /// <summary>Names of the configured accounts, without the default one.</summary>
    IReadOnlyList<string> Accounts { get; }

    /// <summary>The region of calls that name none.</summary>
    string Default { get; }

    bool Contains(string region);
}
