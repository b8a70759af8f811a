using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Groups of AWS resources of one kind that are monitored as one. What is done to one autostack is on its handle.</summary>
public interface IAutostacksClient
{
    /// <summary>The autostack with a name (<c>autostacks/{uid}</c>, as received). Asks nothing of the server.</summary>
    /// <param name="name">The autostack's name.</param>
    IAutostackHandle this[string name] { get; }

    /// <summary>Creates an autostack, or gives the one back that is there with the same account, kind and filters.</summary>
    /// <param name="title">Its name for people; unique in its region.</param>
    /// <param name="filter">Which resources to group.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">The title, the region, the kind or a filter breaks its rule.</exception>
    /// <exception cref="AutostackAlreadyExistsException">The title is used in that region, for another account, another kind or other filters.</exception>
    /// <exception cref="TooManyInstancesException">The filters match more than 500 resources.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    Task<CreateAutostackResult> CreateAsync(string title, AutostackFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Lists autostacks by name and region, page by page as the list is read.</summary>
    /// <param name="cancellationToken">Ends the list.</param>
    IAsyncEnumerable<Autostack> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the members that an autostack with these filters would have.</summary>
    /// <param name="filter">Which resources to group.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="InvalidFieldException">The region, the kind or a filter breaks its rule.</exception>
    /// <exception cref="AwsException">AWS failed or refused.</exception>
    Task<AutostackPreview> PreviewAsync(AutostackFilter filter, CancellationToken cancellationToken = default);
}
