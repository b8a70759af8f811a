using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One incident. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface IIncidentHandle
{
    /// <summary>The incident's name.</summary>
    string Name { get; }

    /// <summary>Gets the incident as it is now.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="IncidentNotFoundException">There is no such incident, or it is no longer kept.</exception>
    /// <exception cref="InvalidFieldException">The name is none of an incident.</exception>
    Task<Incident> GetAsync(CancellationToken cancellationToken = default);
}
