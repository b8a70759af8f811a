using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Clients;

/// <summary>The credentials of a profile of the shared AWS configuration files, read anew when the files have changed: keys are rotated while the
/// server runs. What the SDK makes of a profile asks for new credentials by itself where they expire, but never looks at the files again.</summary>
internal sealed class ProfileCredentials : AWSCredentials
{
    private readonly string _account;
    private readonly string _profile;
    private readonly Lock _lock = new();
    private FilesState? _read;
    private AWSCredentials? _credentials;

    /// <exception cref="AwsException">There is no such profile.</exception>
    public ProfileCredentials(string account, string profile)
    {
        (_account, _profile) = (account, profile);
        _ = Current();
    }

    public override ImmutableCredentials GetCredentials() => Current().GetCredentials();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Current().GetCredentialsAsync();

    private AWSCredentials Current()
    {
        lock (_lock)
        {
            var state = FilesState.Now();
            if (_credentials is null || state != _read)
            {
                (_credentials, _read) = (Read(), state);
            }
            return _credentials;
        }
    }

    private AWSCredentials Read() =>
        new CredentialProfileStoreChain().TryGetAWSCredentials(_profile, out var credentials)
            ? credentials
            : throw new AwsException(AwsFault.Unauthenticated, $"Account '{_account}' names a profile that this machine does not have.");

    /// <summary>When the files were written last, and how long they are.</summary>
    private sealed record FilesState((DateTime Time, long Length) Credentials, (DateTime Time, long Length) Config)
    {
        public static FilesState Now()
        {
            var files = new SharedCredentialsFile();
            return new(Of(files.FilePath), Of(files.ConfigFilePath));
        }

        private static (DateTime Time, long Length) Of(string? path) =>
            path is not null && new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
