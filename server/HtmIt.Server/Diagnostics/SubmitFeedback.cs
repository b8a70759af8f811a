using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using HtmIt.Core.Diagnostics;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Diagnostics;

/// <summary>Archives a metric with its rows. Works in a temporary folder of its own, which is gone afterwards, whatever happened.</summary>
internal sealed class SubmitFeedback(
    IMetricStore metrics,
    ISampleReader reader,
    IFeedbackSink sink,
    IOptions<FeedbackOptions> options,
    TimeProvider time
) : IDisposable
{
    internal const string TemporaryPrefix = "htmit-feedback-";

    private const int PageRows = 5_000;

    private readonly SemaphoreSlim _turns = new(options.Value.MaxConcurrent);

    /// <param name="id">The metric.</param>
    /// <param name="clientView">What the sender saw of it.</param>
    /// <param name="feedbackId">What the archive is called by; empty for the time.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The key of the archive.</returns>
    /// <exception cref="DomainException">InvalidField, MetricNotFound, FeedbackNotStored.</exception>
    public async Task<string> ExecuteAsync(MetricId id, JsonObject clientView, string feedbackId, CancellationToken cancellationToken)
    {
        if (!FeedbackDocument.IsId(feedbackId))
        {
            throw DomainErrors.InvalidField("feedback_id", feedbackId, FeedbackDocument.IdRule);
        }
        foreach (var (name, _) in clientView)
        {
            if (FeedbackDocument.OwnNames.Contains(name))
            {
                throw DomainErrors.InvalidField($"client_view.{name}", "", "must not be given: the server fills it in");
            }
        }
        await _turns.WaitAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory(TemporaryPrefix);
        try
        {
            var metric = await metrics.FindAsync(id, cancellationToken) ?? throw MetricErrors.MetricNotFound(id);
            var document = FeedbackDocument.Write(clientView, ServerIdentity.Id, metric).ToJsonString();
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, FeedbackDocument.MetricFile), document, cancellationToken);
            await WriteRowsAsync(Path.Combine(folder.FullName, FeedbackDocument.DataFile), metric, cancellationToken);
            var name = FeedbackDocument.FileName(metric, feedbackId, time.GetUtcNow());
            var archive = await PackAsync(folder.FullName, name, cancellationToken);
            var key = FeedbackDocument.Key(ServerIdentity.Id, name);
            await sink.StoreAsync(key, archive, cancellationToken);
            return key;
        }
        finally
        {
            folder.Delete(recursive: true);
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>Without rows there is no header either.</summary>
    private async Task WriteRowsAsync(string path, Metric metric, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(path);
        var query = new RowQuery(metric.Number) { IncludeUnscored = true, Limit = PageRows };
        for (var first = true; ; first = false)
        {
            var rows = await reader.ReadAsync(query, cancellationToken);
            if (rows.Count == 0)
            {
                return;
            }
            if (first)
            {
                await file.WriteLineAsync(FeedbackDocument.DataHeader);
            }
            foreach (var row in rows)
            {
                await file.WriteLineAsync(FeedbackDocument.Line(metric, row));
            }
            query = query with { FromTime = rows[^1].Time + 1 };
        }
    }

    private static async Task<string> PackAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        await using var file = File.Create(path);
        await using var zip = new GZipStream(file, CompressionLevel.Optimal);
        await using var tar = new TarWriter(zip);
        foreach (var entry in new[] { FeedbackDocument.MetricFile, FeedbackDocument.DataFile })
        {
            await tar.WriteEntryAsync(Path.Combine(folder, entry), entry, cancellationToken);
        }
        return path;
    }
}
