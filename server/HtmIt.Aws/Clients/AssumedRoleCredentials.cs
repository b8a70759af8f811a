using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using HtmIt.Aws.Settings;

namespace HtmIt.Aws.Clients;

/// <summary>The credentials of a role, asked for again before they expire.</summary>
internal sealed class AssumedRoleCredentials : RefreshingAWSCredentials
{
    private const string Session = "htmit";

    private readonly AwsAccountOptions _account;
    private readonly AmazonSecurityTokenServiceClient _sts;

    public AssumedRoleCredentials(AwsAccountOptions account, AmazonSecurityTokenServiceClient sts)
    {
        _account = account;
        _sts = sts;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = _account.RoleArn,
            ExternalId = _account.ExternalId,
            RoleSessionName = Session,
        };
        var answer = await _sts.AssumeRoleAsync(request);
        var given = answer.Credentials;
        return new(new(given.AccessKeyId, given.SecretAccessKey, given.SessionToken), given.Expiration!.Value.ToUniversalTime());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sts.Dispose();
        }
        base.Dispose(disposing);
    }
}
