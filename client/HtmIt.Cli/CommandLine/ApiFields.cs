namespace HtmIt.Cli.CommandLine;

/// <summary>What people type for the contract's fields, for refusals name these.</summary>
internal static class ApiFields
{
    private static readonly (string Field, string Typed)[] All =
    [
        ("spec.model_params.min_resolution = ", "--min-resolution = "),
        ("spec.model_params.min = ", "--min = "),
        ("spec.model_params.max = ", "--max = "),
        ("target.key.metric_name = ", "the metric's name = "),
        ("ending_with_each_metric = ", "--hours = "),
        ("bucket_count = ", "--count = "),
        ("bucket_width = ", "--width = "),
        ("device.webhook_url = ", "--webhook = "),
        ("device.email = ", "--email = "),
        ("device.email_address = ", "--email = "),
        ("device.name = ", "the device's name = "),
        ("device = '': must have at least one field that changes", "give at least one option that changes the device"),
        ("sample_time = ", "time = "),
    ];

    public static string Rename(string message)
    {
        foreach (var (field, typed) in All)
        {
            if (message.StartsWith(field, StringComparison.Ordinal))
            {
                return typed + message[field.Length..];
            }
        }

        return message;
    }
}
