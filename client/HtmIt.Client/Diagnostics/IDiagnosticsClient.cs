using System.Text.Json.Nodes;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>For those who look after the service itself.</summary>
public interface IDiagnosticsClient
{
    /// <summary>Archives a metric with all its rows beside what the sender saw of it. Returns the archive's key in its store.</summary>
    /// <param name="metric">The metric's resource name.</param>
    /// <param name="clientView">Whatever is to be kept with it.</param>
    /// <param name="options">Deadline; a long history takes a while.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="FeedbackNotStoredException">The store did not take the archive.</exception>
    Task<string> SubmitFeedbackAsync(
        string metric,
        JsonObject? clientView = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Tells what the server is and what it holds.</summary>
    Task<ServerInfo> GetServerInfoAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);
}
