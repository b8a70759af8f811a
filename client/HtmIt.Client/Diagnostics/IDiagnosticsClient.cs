namespace HtmIt.Client;

/// <summary>For those who look after the service itself.</summary>
public interface IDiagnosticsClient
{
    /// <summary>Tells what the server is and what it holds, also when it speaks another revision of the contract than this client.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default);
}
