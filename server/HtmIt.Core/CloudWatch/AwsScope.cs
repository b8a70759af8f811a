namespace HtmIt.Core.CloudWatch;

/// <summary>Whom to ask: a configured account, where the empty name means the default credentials, and a region.</summary>
public readonly record struct AwsScope(string Account, string Region)
{
    public override string ToString() => Account.Length == 0 ? Region : $"{Account}/{Region}";
}
