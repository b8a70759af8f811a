using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What became of a metric, an annotation or a device.</summary>
internal sealed class ImportedItemView(int index, ImportedItem item)
{
    private readonly ImportedState? _state = item.Result.Error is null ? item.Result.Value : null;

    public int Index => index;

    public string Source => item.Source;

    public string? Name => _state?.Name;

    public bool? Created => _state?.Created;

    public long? StoredRowCount => _state?.StoredRowCount;

    public bool? WebhookSecretMissing => _state?.WebhookSecretMissing;

    public ItemErrorView? Error => item.Result.Error is { } error ? new(error) : null;
}
