namespace HtmIt.Aws.Settings;

/// <summary>Where the credentials of one account come from. The credentials themselves are never part of the settings.</summary>
public sealed class AwsAccountOptions
{
    /// <summary>Profile of the shared AWS configuration files. Default: the credentials of the process.</summary>
    public string? Profile { get; set; }

    /// <summary>Role to assume with those credentials. Default: none.</summary>
    public string? RoleArn { get; set; }

    /// <summary>The external id that the role's owner demands. Default: none.</summary>
    public string? ExternalId { get; set; }
}
