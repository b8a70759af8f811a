using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Sends samples in batches over one stream and keeps what is not acknowledged, to send it again when the connection breaks.</summary>
/// <remarks>
/// <para>Memory is bounded: when <see cref="IngestOptions.MaxUnacknowledgedBatches"/> are on the way, writing waits.</para>
/// <para>Any number of writers at a time. The samples of one metric are sent in the order in which their writes complete.</para>
/// <para>Disposing sends what was written and waits for it, at most <see cref="IngestOptions.CloseTimeout"/>, and never throws. Who needs
/// to know that all is stored calls <see cref="FlushAsync"/> before.</para>
/// <para>Once the session failed for good, every call throws the failure: a <see cref="HtmItException"/>.</para>
/// </remarks>
public interface IIngestSession : IAsyncDisposable
{
    /// <summary>What the session did so far.</summary>
    IngestStatistics Statistics { get; }

    /// <summary>Hands a sample to the session. Completes when there is room for it, which says nothing about its fate.</summary>
    /// <exception cref="HtmItException">The session failed for good.</exception>
    ValueTask WriteAsync(MetricTarget target, Sample sample, CancellationToken cancellationToken = default);

    /// <summary>Waits until everything written before is stored or refused.</summary>
    /// <exception cref="HtmItException">The session failed for good.</exception>
    Task FlushAsync(CancellationToken cancellationToken = default);
}
