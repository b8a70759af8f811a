namespace HtmIt.Client.Errors;

/// <summary>The server speaks another revision of the contract than this client, which therefore makes no call but
/// <see cref="IDiagnosticsClient.GetServerInfoAsync"/>.</summary>
public sealed class ContractRevisionException(HtmItError error) : WrongStateException(error)
{
    /// <summary>The revision that the server speaks; 0 when it is from before there were revisions.</summary>
    public int ServerRevision => Number("server_revision") ?? 0;

    /// <summary>The revision that this client speaks.</summary>
    public int ClientRevision => Number("client_revision") ?? 0;
}
