using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One resource. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface IResourceHandle
{
    /// <summary>The resource's name.</summary>
    string Name { get; }

    /// <summary>Gets the resource.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="ResourceNotFoundException">There is no such resource.</exception>
    Task<Resource> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes the models of the resource and answers how many there were.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="ResourceNotFoundException">There is no such resource.</exception>
    /// <exception cref="ModelOfAutostackException">The resource is an autostack.</exception>
    Task<int> DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the changes of the resource's state at its provider, newest first, page by page as the list is read.</summary>
    /// <param name="cancellationToken">Ends the list.</param>
    IAsyncEnumerable<ProviderStateChange> ListStatusHistoryAsync(CancellationToken cancellationToken = default);
}
