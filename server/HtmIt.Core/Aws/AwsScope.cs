namespace HtmIt.Core.Aws;

/// <summary>Whom to ask: a configured account, where the empty name means the default credentials, and a region.</summary>
public readonly record struct AwsScope(string Account, string Region)
{
    /// <summary>Its text form, from which <see cref="Parse"/> makes it again: account/region.</summary>
    public string Key => $"{Account}/{Region}";

    public static AwsScope Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return new(key[..slash], key[(slash + 1)..]);
    }

    public override string ToString() => Account.Length == 0 ? Region : Key;
}
