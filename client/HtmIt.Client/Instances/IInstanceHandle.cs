using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One instance. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface IInstanceHandle
{
    /// <summary>The instance's resource name.</summary>
    string Name { get; }

    /// <summary>Deletes the models of the instance and answers how many there were.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InstanceNotFoundException">There is no such instance.</exception>
    /// <exception cref="ModelOfAutostackException">The instance is an autostack.</exception>
    Task<int> DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the changes of the instance's state at its provider, newest first, page by page as the list is read.</summary>
    /// <param name="cancellationToken">Ends the list.</param>
    IAsyncEnumerable<InstanceStatusChange> ListStatusHistoryAsync(CancellationToken cancellationToken = default);
}
