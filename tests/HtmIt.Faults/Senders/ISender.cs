namespace HtmIt.Faults.Senders;

/// <summary>Somebody who sends samples of metrics of his own.</summary>
internal interface ISender
{
    /// <summary>Makes samples and sends them until told to stop making them; then brings home what is under way.</summary>
    Task RunAsync(CancellationToken stopMaking, CancellationToken cancellationToken);
}
