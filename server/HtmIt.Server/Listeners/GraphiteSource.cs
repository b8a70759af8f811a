using System.Net;
using HtmIt.V1;

namespace HtmIt.Server.Listeners;

/// <summary>Whom something came from, and how.</summary>
internal readonly record struct GraphiteSource(GraphiteTransport Transport, EndPoint? Peer);
