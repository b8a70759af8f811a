using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Rendering;

namespace HtmIt.Cli.CommandLine;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public const string ServerVariable = "HTMIT_SERVER";
    public const string DefaultServer = "http://127.0.0.1:5180";

    public Option<Uri> Server { get; } =
        new("--server")
        {
            Description = $"The server's gRPC address. Default: ${ServerVariable}, or {DefaultServer}.",
            HelpName = "ADDRESS",
            Recursive = true,
            DefaultValueFactory = result => Parse(result, Environment.GetEnvironmentVariable(ServerVariable) ?? DefaultServer)!,
            CustomParser = result => Parse(result, result.Tokens[0].Value),
        };

    public Option<OutputFormat> Output { get; } =
        new Option<OutputFormat>("--output")
        {
            Description = "text, or json: one object, or one a line from commands that stream.",
            Recursive = true,
            DefaultValueFactory = _ => OutputFormat.Text,
        }.Among("text", "json");

    public Option<bool> Local { get; } =
        new("--local")
        {
            Description =
                "Show times by this machine's clock, and read those without an offset by it. Default: UTC. JSON is in UTC always.",
            Recursive = true,
        };

    /// <summary>Has all commands of a program take them.</summary>
    public void AddTo(RootCommand root)
    {
        root.Add(Server);
        root.Add(Output);
        root.Add(Local);
    }

    /// <summary>Takes an address with or without a scheme; without one it is plain HTTP/2.</summary>
    internal static Uri ParseAddress(string text)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return
            Uri.TryCreate(full, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address is { Host.Length: > 0, PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? address
            : throw new CliException($"'{text}' is not an address such as {DefaultServer}.", ExitCodes.Usage);
    }

    private static Uri? Parse(ArgumentResult result, string text)
    {
        try
        {
            return ParseAddress(text);
        }
        catch (CliException exception)
        {
            result.AddError(exception.Message);
            return null;
        }
    }
}
