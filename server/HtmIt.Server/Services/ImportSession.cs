using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Exchange;
using HtmIt.Server.Interceptors;
using HtmIt.Server.Mapping;
using HtmIt.V1;
using Metric = HtmIt.Core.Metrics.Metric;
using Sample = HtmIt.Core.Log.Sample;

namespace HtmIt.Server.Services;

/// <summary>One call of ImportModels: puts the parts of each model together, imports it and says what became of it.</summary>
internal sealed class ImportSession(ImportJson json, ImportModel import, Func<Metric, bool, Task<CreateModelResponse>> describe)
{
    /// <summary>Samples that one model may have: what is kept in memory until it is complete.</summary>
    internal const int MostSamples = 1_000_000;

    private readonly List<Sample> _data = [];
    private ImportDocument? _pending;
    private int _index;

    /// <param name="requests">The parts.</param>
    /// <param name="responses">Where results go.</param>
    /// <param name="reading">Cancelled when no more parts are to be taken; a model that is being imported then is done first.</param>
    /// <param name="cancellationToken">The call's.</param>
    public async Task RunAsync(
        IAsyncStreamReader<ImportModelsRequest> requests,
        IServerStreamWriter<ImportModelsResponse> responses,
        CancellationToken reading,
        CancellationToken cancellationToken
    )
    {
        while (await requests.MoveNext(reading))
        {
            foreach (var document in ExchangeMapping.ToDocuments(requests.Current, json))
            {
                if (_pending is not null && Continue(document))
                {
                    continue;
                }
                await FinishAsync(responses, cancellationToken);
                Begin(document);
            }
        }
        await FinishAsync(responses, cancellationToken);
    }

    private static ImportDocument.Refused NothingBefore =>
        new([FieldViolation.Of("continuation", "true", "must come after the model that it continues")]);

    private void Begin(ImportDocument document)
    {
        _pending = document is ImportDocument.Continuation or ImportDocument.Refused { IsContinuation: true } ? NothingBefore : document;
        if (document is ImportDocument.Model model)
        {
            Take(model.Item.Data);
        }
    }

    /// <summary>Whether the document belongs to the pending one.</summary>
    private bool Continue(ImportDocument document)
    {
        switch (document)
        {
            case ImportDocument.Continuation further:
                Take(further.Data);
                return true;
            case ImportDocument.Refused { IsContinuation: true } refused:
                if (_pending is ImportDocument.Model)
                {
                    Refuse(refused);
                }
                return true;
            default:
                return false;
        }
    }

    private void Take(IReadOnlyList<Sample> data)
    {
        if (_pending is not ImportDocument.Model model)
        {
            return;
        }
        _data.AddRange(data);
        if (_data.Count > MostSamples)
        {
            Refuse(new([model.Item.DataField.Violation($"more than {MostSamples}", $"must hold at most {MostSamples} samples")]));
        }
    }

    private void Refuse(ImportDocument.Refused refusal)
    {
        _pending = refusal;
        _data.Clear();
    }

    private async Task FinishAsync(IServerStreamWriter<ImportModelsResponse> responses, CancellationToken cancellationToken)
    {
        if (_pending is not { } document)
        {
            return;
        }
        var (response, error) = await ItemErrors.CatchAsync(() => ImportAsync(document, cancellationToken));
        var result = new ImportModelsResponse { Index = _index++ };
        if (error is null)
        {
            result.Response = response;
        }
        else
        {
            result.Error = error;
        }
        _pending = null;
        _data.Clear();
        await responses.WriteAsync(result, CancellationToken.None);
    }

    private async Task<CreateModelResponse> ImportAsync(ImportDocument document, CancellationToken cancellationToken)
    {
        if (document is not ImportDocument.Model model)
        {
            throw DomainErrors.InvalidFields(((ImportDocument.Refused)document).Violations);
        }
        var (metric, created) = await import.ExecuteAsync(model.Item with { Data = _data }, cancellationToken);
        return await describe(metric, created);
    }
}
