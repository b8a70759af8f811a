using HtmIt.V1;

namespace HtmIt.Testing.Client;

/// <summary>Streams alone: an interceptor answers them where a test wants it.</summary>
public sealed class FakeExchangeService : ExchangeService.ExchangeServiceBase;
