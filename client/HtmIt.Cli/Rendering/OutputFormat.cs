namespace HtmIt.Cli.Rendering;

/// <summary>For whom a command writes.</summary>
internal enum OutputFormat
{
    /// <summary>Tables and sentences, for people.</summary>
    Text,

    /// <summary>One JSON object, or one a line from commands that stream.</summary>
    Json,
}
