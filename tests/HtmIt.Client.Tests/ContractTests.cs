using System.Reflection;
using System.Text.Json.Nodes;
using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests;

/// <summary>The typed client covers the whole contract.</summary>
public sealed class ContractTests
{
    /// <summary>A refused sample carries these; no call fails with them.</summary>
    private static readonly ErrorReason[] OfSamples =
    [
        ErrorReason.SampleTimeNotIncreasing,
        ErrorReason.SampleTimeResolution,
        ErrorReason.SampleTimeOutOfRange,
        ErrorReason.SampleValueNotFinite,
    ];

    private static readonly ErrorReason[] Reasons = [.. Enum.GetValues<ErrorReason>().Where(reason => reason != ErrorReason.Unspecified)];

    [Test]
    public void ErrorReasons_AreThoseOfTheContract() =>
        Assert.That(
            typeof(ErrorReasons).GetFields().Select(field => field.GetRawConstantValue()),
            Is.EquivalentTo(Reasons.Select(ReasonNames.Of))
        );

    [Test]
    public void ToException_EachReason_HasATypeOfItsOwn()
    {
        var types = Reasons
            .Except(OfSamples)
            .Select(reason =>
                ErrorMapping.ToException(new HtmItError(StatusCode.Unknown, "") { Reason = ReasonNames.Of(reason) }).GetType()
            )
            .ToArray();

        Assert.That(types, Is.Unique.And.None.EqualTo(typeof(HtmItException)));
    }

    [Test, CancelAfter(30_000)]
    public async Task EveryRpc_IsCalledByTheTypedClient(CancellationToken cancellationToken)
    {
        var invoker = new RecordingInvoker(ContractRevision.Current);

        await CallAllAsync(invoker, cancellationToken);

        Assert.That(invoker.Called, Is.EquivalentTo(Contract.Methods.Select(method => $"/{method.Service.FullName}/{method.Name}")));
    }

    [Test, CancelAfter(30_000)]
    public async Task EveryRpc_ServerOfAnotherRevision_IsNotCalled(CancellationToken cancellationToken)
    {
        var invoker = new RecordingInvoker(ContractRevision.Current + 1);

        await CallAllAsync(invoker, cancellationToken);

        Assert.That(invoker.Called, Is.EqualTo(["/htmit.v1.DiagnosticsService/GetServerInfo"]));
    }

    private static async Task CallAllAsync(RecordingInvoker invoker, CancellationToken cancellationToken)
    {
        using var client = new HtmItClient(invoker, FakeServer.FastOptions);
        foreach (var area in typeof(IHtmItClient).GetProperties().Where(property => property.PropertyType.IsInterface))
        {
            await CallAllAsync(area.PropertyType, area.GetValue(client)!, cancellationToken);
        }
    }

    /// <summary>Calls everything of an area, and of the handle that it gives of one thing.</summary>
    private static async Task CallAllAsync(Type type, object area, CancellationToken cancellationToken)
    {
        foreach (var method in type.GetMethods().Where(method => !method.IsSpecialName))
        {
            await CallAsync(area, method, cancellationToken);
        }

        foreach (var handles in type.GetProperties().Where(property => property.GetIndexParameters().Length > 0))
        {
            object[] name = [Samples[handles.GetIndexParameters()[0].ParameterType]];
            await CallAllAsync(handles.PropertyType, handles.GetValue(area, name)!, cancellationToken);
        }
    }

    private static async Task CallAsync(object area, MethodInfo method, CancellationToken cancellationToken)
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter => Argument(parameter, cancellationToken))];
        try
        {
            switch (method.Invoke(area, arguments))
            {
                case IIngestSession session:
                    await session.WriteAsync("m", new Sample(DateTimeOffset.UnixEpoch, 1), cancellationToken);
                    await session.FlushAsync(cancellationToken);
                    break;
                case Task task:
                    await task;
                    break;
                case { } list:
                    await NextAsync(list, cancellationToken);
                    break;
            }
        }
        catch (Exception fault) when (fault is RpcException or HtmItException)
        {
            // Recorded.
        }
    }

    private static Task NextAsync(object list, CancellationToken cancellationToken)
    {
        var item = list.GetType().GetInterfaces().Single(one => one.Name.StartsWith(nameof(IAsyncEnumerable<>), StringComparison.Ordinal));
        var next = typeof(ContractTests).GetMethod(nameof(NextOfAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (Task)next.MakeGenericMethod(item.GetGenericArguments()).Invoke(null, [list, cancellationToken])!;
    }

    private static async Task NextOfAsync<T>(IAsyncEnumerable<T> list, CancellationToken cancellationToken) =>
        await list.FirstOrDefaultAsync(cancellationToken);

    private static object? Argument(ParameterInfo parameter, CancellationToken cancellationToken) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(CancellationToken) => cancellationToken,
            _ when parameter.HasDefaultValue => parameter.DefaultValue,
            var type => Samples[type],
        };

    private static readonly Dictionary<Type, object> Samples = new()
    {
        [typeof(bool)] = false,
        [typeof(string)] = "x",
        [typeof(Guid)] = Guid.Empty,
        [typeof(MetricTarget)] = MetricTarget.ByResourceName("metrics/m"),
        [typeof(MetricKey)] = new MetricKey("m"),
        [typeof(NewMetric)] = new NewMetric("m"),
        [typeof(MetricChange)] = new MetricChange(),
        [typeof(RestartOptions)] = new RestartOptions(),
        [typeof(ModelSpec)] = new CustomModelSpec("m"),
        [typeof(IReadOnlyList<ModelSpec>)] = Array.Empty<ModelSpec>(),
        [typeof(IAsyncEnumerable<string>)] = AsyncEnumerable.Empty<string>(),
        [typeof(IAsyncEnumerable<JsonNode?>)] = AsyncEnumerable.Empty<JsonNode?>(),
        [typeof(JsonObject)] = new JsonObject(),
        [typeof(IReadOnlyList<SampleSeries>)] = Array.Empty<SampleSeries>(),
        [typeof(Annotation)] = new Annotation("s", DateTimeOffset.UnixEpoch, "d", "u"),
        [typeof(AnnotationChange)] = new AnnotationChange(),
        [typeof(RankingOptions)] = new RankingOptions(TimeSpan.FromHours(1)),
        [typeof(AwsResource)] = new AwsResource("r", "n", "i"),
        [typeof(IReadOnlyList<AwsResource>)] = Array.Empty<AwsResource>(),
        [typeof(IReadOnlyList<string>)] = Array.Empty<string>(),
        [typeof(IReadOnlyCollection<CloudWatchMetric>)] = Array.Empty<CloudWatchMetric>(),
        [typeof(IReadOnlyCollection<string>)] = Array.Empty<string>(),
        [typeof(AutostackFilter)] = new AutostackFilter("r", new Dictionary<string, IReadOnlyList<string>>()),
        [typeof(DeviceChange)] = new DeviceChange(),
        [typeof(WatchStart)] = WatchStart.Now,
        [typeof(WatchOptions)] = new WatchOptions(),
        [typeof(MetricSelector)] = new MetricSelector(),
        [typeof(MonitorOptions)] = new MonitorOptions(),
        [typeof(ListModelsOptions)] = new ListModelsOptions(),
        [typeof(ListMetricsOptions)] = new ListMetricsOptions(),
        [typeof(BucketQuery)] = BucketQuery.ByCount(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), 1),
        [typeof(ListMetricDataOptions)] = new ListMetricDataOptions(),
        [typeof(ListAnnotationsOptions)] = new ListAnnotationsOptions(),
        [typeof(ListIncidentsOptions)] = new ListIncidentsOptions(),
        [typeof(SimulateDeviceOptions)] = new SimulateDeviceOptions(),
        [typeof(WatchIncidentsOptions)] = new WatchIncidentsOptions(),
        [typeof(ListNotificationsOptions)] = new ListNotificationsOptions(),
        [typeof(SuggestResourcesOptions)] = new SuggestResourcesOptions(),
        [typeof(CloudWatchOptions)] = new CloudWatchOptions(),
        [typeof(ListAvailableMetricsOptions)] = new ListAvailableMetricsOptions(),
    };
}
