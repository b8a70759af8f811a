namespace HtmIt.Cli.Help;

/// <summary>Lines to copy for each command: in its help and in the manual page.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> ByCommand = new(StringComparer.Ordinal)
    {
        [""] = ["htmit demo", "htmit ingest orders.csv --metric shop.orders --wait", "htmit watch shop.orders"],
        ["serve"] = ["htmit serve", "htmit serve --listen 127.0.0.1:5180 --graphite 127.0.0.1:2003 --data-dir /var/lib/htmit"],
        ["demo"] = ["htmit demo", "htmit demo --seconds 30 --no-history"],
        ["status"] = ["htmit status", "htmit status --server 127.0.0.1:5180 --output json"],
        ["ingest"] =
        [
            "htmit ingest orders.csv --metric shop.orders --wait",
            "htmit ingest hosts.csv --metric-column host --time-zone Europe/Berlin",
            "tail -f orders.log | htmit ingest - --metric shop.orders",
        ],
        ["watch"] =
        [
            "htmit watch shop.orders",
            "htmit watch --label env=prod --min-surprise 2",
            "htmit watch --from 2026-01-31 --seconds 60",
        ],
        ["list"] = ["htmit list shop.orders --min-surprise 2", "htmit list shop.orders --from 2026-01-31 --to 2026-02-01 --limit 0"],
        ["plot"] = ["htmit plot shop.orders", "htmit plot shop.orders -o orders.png"],
        ["buckets"] = ["htmit buckets shop.orders --count 24", "htmit buckets shop.orders --from 2026-01-31 --to 2026-02-01 --width 3600"],
        ["models"] = ["htmit models", "htmit models get shop.orders"],
        ["models list"] = ["htmit models list", "htmit models list --status ERROR"],
        ["models create"] = ["htmit models create shop.orders --min 0 --max 900"],
        ["models monitor"] = ["htmit models monitor --name 'shop.*'", "htmit models monitor --label env=prod"],
        ["models get"] = ["htmit models get shop.orders"],
        ["models restart"] = ["htmit models restart shop.orders", "htmit models restart '*' --status ERROR"],
        ["models delete"] = ["htmit models delete shop.orders"],
        ["metrics"] = ["htmit metrics", "htmit metrics get shop.orders"],
        ["metrics list"] = ["htmit metrics list --name 'shop.*'", "htmit metrics list --label env=prod --count"],
        ["metrics get"] = ["htmit metrics get 'web.cpu{host=\"web-1\"}'"],
        ["metrics create"] = ["htmit metrics create shop.orders"],
        ["metrics update"] = ["htmit metrics update shop.orders --unit orders"],
        ["metrics delete"] = ["htmit metrics delete shop.orders"],
        ["metrics statistics"] = ["htmit metrics statistics shop.orders"],
        ["devices"] = ["htmit devices", "htmit devices set ops --email ops@example.com"],
        ["devices list"] = ["htmit devices list"],
        ["devices get"] = ["htmit devices get ops"],
        ["devices set"] =
        [
            "htmit devices set ops --email ops@example.com --severity 4",
            "htmit devices set ops --webhook https://example.com/hook --webhook-secret-file secret.txt",
            "htmit devices set ops --label env=prod --mute-until 2026-01-31T12:00:00Z",
        ],
        ["devices explain"] = ["htmit devices explain ops shop.orders"],
        ["devices simulate"] = ["htmit devices simulate ops --severity 3"],
        ["devices test"] = ["htmit devices test ops"],
        ["devices delete"] = ["htmit devices delete ops"],
        ["incidents"] = ["htmit incidents list", "htmit incidents watch"],
        ["incidents list"] = ["htmit incidents list --min-severity 4 --from 2026-01-31", "htmit incidents list shop.orders --open"],
        ["incidents get"] = ["htmit incidents get incidents/NAME"],
        ["incidents watch"] = ["htmit incidents watch --min-severity 3", "htmit incidents watch --output json --seconds 60"],
        ["notifications"] = ["htmit notifications list ops", "htmit notifications watch ops"],
        ["notifications list"] = ["htmit notifications list ops --all"],
        ["notifications watch"] = ["htmit notifications watch ops", "htmit notifications watch ops --output json --after POSITION"],
        ["notifications ack"] = ["htmit notifications ack NOTIFICATION"],
        ["notifications seen"] = ["htmit notifications seen NOTIFICATION"],
        ["cloudwatch"] = ["htmit cloudwatch regions", "htmit cloudwatch metrics us-west-2"],
        ["cloudwatch regions"] = ["htmit cloudwatch regions"],
        ["cloudwatch accounts"] = ["htmit cloudwatch accounts"],
        ["cloudwatch namespaces"] = ["htmit cloudwatch namespaces"],
        ["cloudwatch resources"] = ["htmit cloudwatch resources us-west-2 --tag Name=web"],
        ["cloudwatch metrics"] = ["htmit cloudwatch metrics us-west-2 --namespace AWS/EC2"],
        ["cloudwatch monitor"] = ["htmit cloudwatch monitor us-west-2 --resource i-0123456789abcdef0 --metric NetworkOut"],
        ["cloudwatch collection"] = ["htmit cloudwatch collection"],
        ["rank"] =
        [
            "htmit rank --hours 24",
            "htmit rank --to 2026-01-31T12:00:00Z --hours 168",
            "htmit rank --from 2026-01-31 --to 2026-02-01 --by severity",
            "htmit rank --watch",
        ],
        ["annotations"] = ["htmit annotations list", "htmit annotations add web-1 'new release'"],
        ["annotations list"] = ["htmit annotations list --from 2026-01-31"],
        ["annotations add"] = ["htmit annotations add web-1 'new release'"],
        ["annotations update"] = ["htmit annotations update annotations/NAME --message 'rolled back'"],
        ["annotations delete"] = ["htmit annotations delete annotations/NAME"],
        ["feedback"] = ["htmit feedback shop.orders"],
        ["resources"] = ["htmit resources list", "htmit resources suggest us-west-2"],
        ["resources list"] = ["htmit resources list"],
        ["resources monitor"] = ["htmit resources monitor us-west-2/AWS/EC2/i-0123456789abcdef0"],
        ["resources delete"] = ["htmit resources delete us-west-2/AWS/EC2/i-0123456789abcdef0"],
        ["resources history"] = ["htmit resources history us-west-2/AWS/EC2/i-0123456789abcdef0"],
        ["resources suggest"] = ["htmit resources suggest us-west-2"],
        ["export"] = ["htmit export -o models.json", "htmit export --all -o everything.jsonl"],
        ["import"] = ["htmit import models.json", "htmit import --all everything.jsonl --validate-only"],
        ["autostacks"] = ["htmit autostacks list", "htmit autostacks get web"],
        ["autostacks list"] = ["htmit autostacks list"],
        ["autostacks create"] = ["htmit autostacks create web --region us-west-2 --filter 'tag:Name=web*'"],
        ["autostacks get"] = ["htmit autostacks get web"],
        ["autostacks delete"] = ["htmit autostacks delete web"],
        ["autostacks instances"] = ["htmit autostacks instances web"],
        ["autostacks history"] = ["htmit autostacks history web"],
        ["autostacks metrics"] = ["htmit autostacks metrics list web"],
        ["autostacks metrics list"] = ["htmit autostacks metrics list web"],
        ["autostacks metrics add"] = ["htmit autostacks metrics add web CPUUtilization"],
        ["autostacks metrics remove"] = ["htmit autostacks metrics remove web CPUUtilization"],
        ["completion"] =
        [
            "source <(htmit completion bash)",
            "htmit completion zsh > ~/.zfunc/_htmit",
            "htmit completion fish > ~/.config/fish/completions/htmit.fish",
        ],
        ["man"] = ["htmit man > htmit.1 && man -l htmit.1"],
    };

    /// <summary>The examples of the command at the end of these words.</summary>
    public static IReadOnlyList<string> Of(string path) => ByCommand.GetValueOrDefault(path) ?? [];
}
