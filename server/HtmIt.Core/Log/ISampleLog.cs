using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Log;

/// <summary>The only way rows are written. What many actors hand in is committed together; a call returns when its rows are durable.</summary>
public interface ISampleLog
{
    /// <summary>Appends rows after <paramref name="head"/>; there may be none where there are incidents.</summary>
    /// <param name="incidents">Those of the metric that the rows begin, raise or end, as they stand after them.</param>
    /// <exception cref="StaleWriterException">The head is not the database's: nothing was written.</exception>
    Task AppendAsync(
        MetricRef metric,
        LogHead head,
        IReadOnlyList<DataRow> rows,
        IReadOnlyList<IncidentState> incidents,
        CancellationToken cancellationToken
    );

    /// <summary>Appends collected rows, of which there may be none, and moves the start of the next collection window, together.</summary>
    /// <exception cref="StaleWriterException">The head is not the database's: nothing was written.</exception>
    Task CollectAsync(
        MetricRef metric,
        LogHead head,
        IReadOnlyList<DataRow> rows,
        IReadOnlyList<IncidentState> incidents,
        DateTimeOffset nextCollectTime,
        CancellationToken cancellationToken
    );

    /// <summary>Writes how a silence of the metric stands: a row is what does not come.</summary>
    /// <exception cref="StaleWriterException">The head is not the database's: nothing was written.</exception>
    Task NoteSilenceAsync(MetricRef metric, LogHead head, IncidentState silence, CancellationToken cancellationToken);

    /// <summary>Replaces the scores of stored rows; a row without score loses the one it has.</summary>
    /// <exception cref="StaleWriterException">The head is not the database's: nothing was written.</exception>
    Task RescoreAsync(
        MetricRef metric,
        LogHead head,
        IReadOnlyList<DataRow> rows,
        IReadOnlyList<IncidentState> incidents,
        CancellationToken cancellationToken
    );
}
