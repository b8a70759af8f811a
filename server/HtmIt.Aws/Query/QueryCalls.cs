using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using HtmIt.Aws.Clients;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Query;

/// <summary>Sends forms to services, with all that <see cref="AwsCall"/> adds.</summary>
internal sealed class QueryCalls(AwsClients clients, AwsCall call)
{
    /// <summary>Watches over the pages of one answer.</summary>
    public PageGuard Pages(AwsScope scope, AwsAction action) => call.Pages(action, scope);

    public Task<T> SendAsync<T>(
        QueryService service,
        AwsScope scope,
        QueryForm form,
        Func<XmlReader, T> read,
        CancellationToken cancellationToken,
        CallTries? tries = null
    ) => call.RunAsync(form.Action, scope, token => Client(service, scope).SendAsync(form, read, token), cancellationToken, tries);

    /// <summary>The result of an action, which is wrapped in an element of its own.</summary>
    public Task<XElement> SendAsync(QueryService service, AwsScope scope, QueryForm form, CancellationToken cancellationToken) =>
        SendAsync(service, scope, form, reader => Result(reader, form.Action.Name), cancellationToken);

    /// <summary>What is read of an answer in JSON.</summary>
    public Task<T> SendAsync<T>(
        QueryService service,
        AwsScope scope,
        JsonRequest request,
        Func<JsonElement, T> read,
        CancellationToken cancellationToken
    ) => call.RunAsync(request.Action, scope, token => Client(service, scope).SendAsync(request, read, token), cancellationToken);

    private QueryClient Client(QueryService service, AwsScope scope) =>
        clients.Get(scope, (credentials, config) => new QueryClient(credentials, config), () => new QueryConfig(service), service);

    private static XElement Result(XmlReader reader, string action)
    {
        var whole = XmlAnswer.Whole(reader);
        return whole.Child($"{action}Result") ?? throw new XmlException($"an answer to {action} has no result");
    }
}
