using System.ComponentModel.DataAnnotations;

namespace HtmIt.Server.Settings;

/// <summary>Settings of the process. Section <c>HtmIt:Server</c>; each is also a command-line option.</summary>
internal sealed class ServerOptions
{
    public const string Section = "HtmIt:Server";
    public const string Off = "off";

    /// <summary>Where gRPC (HTTP/2) and JSON (HTTP/1.1 and HTTP/2) are served, without TLS. A loopback address, because calls are not authenticated. Port 0 picks a free
    /// one. Option <c>--listen</c>. Default: 127.0.0.1:5180.</summary>
    [Required]
    public string Listen { get; set; } = "127.0.0.1:5180";

    /// <summary>Where samples are taken in Graphite's text form over TCP, or <c>off</c>. A loopback address. Option <c>--graphite</c>.
    /// Default: 127.0.0.1:2003.</summary>
    [Required]
    public string Graphite { get; set; } = "127.0.0.1:2003";

    /// <summary>Where samples are taken in Graphite's text form over UDP, or <c>off</c>. A loopback address. Option <c>--graphite-udp</c>.
    /// Default: off.</summary>
    [Required]
    public string GraphiteUdp { get; set; } = Off;

    /// <summary>Where samples are taken in carbon's pickle protocol over TCP, or <c>off</c>. A loopback address. Option
    /// <c>--graphite-pickle</c>. Default: off.</summary>
    [Required]
    public string GraphitePickle { get; set; } = Off;

    /// <summary>Folder of the private PostgreSQL. Option <c>--data-dir</c>. Default: <c>htmit</c> in the user's data folder.</summary>
    public string? DataDir { get; set; }

    /// <summary>A PostgreSQL to use instead of a private one. Option <c>--connection-string</c>.</summary>
    public string? ConnectionString { get; set; }
}
