namespace HtmIt.Client;

/// <summary>What an imported item is.</summary>
/// <param name="Name">Its name here; empty for a metric that was only checked and does not exist.</param>
/// <param name="Created">Whether the import made or completed it; false when it was there already.</param>
/// <param name="StoredRowCount">How many rows the import stored, or would store.</param>
/// <param name="WebhookSecretMissing">Whether a device had a webhook secret, which no export has and which is to be set here.</param>
public sealed record ImportedState(string Name, bool Created, long StoredRowCount, bool WebhookSecretMissing);
