using System.Text.Json.Nodes;
using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;
using AnomalyColor = HtmIt.Client.AnomalyColor;

namespace HtmIt.Client.Tests;

public sealed class UnaryCallTests
{
    private static readonly MetricTarget One = MetricTarget.ByResourceName("metrics/1");

    private readonly FakeServices _services = new();
    private FakeServer _server = null!;
    private HtmItClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await FakeServer.StartAsync(_services);
        _client = _server.CreateClient();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase(StatusCode.InvalidArgument, ErrorReasons.InvalidField, typeof(InvalidFieldException))]
    [TestCase(StatusCode.InvalidArgument, ErrorReasons.PageTokenMismatch, typeof(PageTokenMismatchException))]
    [TestCase(StatusCode.NotFound, ErrorReasons.MetricNotFound, typeof(MetricNotFoundException))]
    [TestCase(StatusCode.NotFound, ErrorReasons.ModelNotFound, typeof(ModelNotFoundException))]
    [TestCase(StatusCode.AlreadyExists, ErrorReasons.MetricAlreadyExists, typeof(MetricAlreadyExistsException))]
    [TestCase(StatusCode.FailedPrecondition, ErrorReasons.MetricNotCustom, typeof(MetricNotCustomException))]
    [TestCase(StatusCode.FailedPrecondition, ErrorReasons.MetricNotMonitored, typeof(MetricNotMonitoredException))]
    [TestCase(StatusCode.Aborted, ErrorReasons.MetricChanged, typeof(MetricChangedException))]
    [TestCase(StatusCode.FailedPrecondition, ErrorReasons.MetricInError, typeof(MetricInErrorException))]
    [TestCase(StatusCode.FailedPrecondition, ErrorReasons.ModelOfAutostack, typeof(ModelOfAutostackException))]
    [TestCase(StatusCode.OutOfRange, ErrorReasons.PositionExpired, typeof(PositionExpiredException))]
    [TestCase(StatusCode.InvalidArgument, ErrorReasons.PositionInvalid, typeof(PositionInvalidException))]
    [TestCase(StatusCode.FailedPrecondition, ErrorReasons.PositionOfOtherHistory, typeof(PositionOfOtherHistoryException))]
    [TestCase(StatusCode.Unavailable, ErrorReasons.StorageUnavailable, typeof(StorageUnavailableException))]
    [TestCase(StatusCode.ResourceExhausted, ErrorReasons.Overloaded, typeof(OverloadedException))]
    [TestCase(StatusCode.Internal, ErrorReasons.Internal, typeof(ServerFaultException))]
    [TestCase(StatusCode.ResourceExhausted, ErrorReasons.TooLarge, typeof(TooLargeException))]
    [TestCase(StatusCode.NotFound, "OF_A_NEWER_SERVER", typeof(NotFoundException))]
    [TestCase(StatusCode.AlreadyExists, "OF_A_NEWER_SERVER", typeof(AlreadyExistsException))]
    [TestCase(StatusCode.InvalidArgument, "OF_A_NEWER_SERVER", typeof(InvalidRequestException))]
    [TestCase(StatusCode.FailedPrecondition, "OF_A_NEWER_SERVER", typeof(WrongStateException))]
    [TestCase(StatusCode.Aborted, "OF_A_NEWER_SERVER", typeof(ConflictException))]
    [TestCase(StatusCode.DataLoss, "OF_A_NEWER_SERVER", typeof(HtmItException))]
    public void CallAsync_FailsWithReason_ThrowsItsType(StatusCode code, string reason, Type expected)
    {
        _services.On<GetModelRequest, GetModelResponse>(
            "GetModel",
            request => throw Failures.Create(code, reason, ("model", request.Name), ("trace_id", "t1"))
        );

        var error = Assert.ThrowsAsync(expected, () => _client.Models["models/x"].GetAsync()) as HtmItException;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error!.Code, Is.EqualTo(code));
            Assert.That(error.Reason, Is.EqualTo(reason));
            Assert.That(error.Metadata["model"], Is.EqualTo("models/x"));
            Assert.That(error.TraceId, Is.EqualTo("t1"));
            Assert.That(error.Message, Is.EqualTo($"failed with {reason}"));
        }
    }

    [Test]
    public async Task GetAsync_UnavailableTwice_IsRetried()
    {
        var attempts = 0;
        _services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            request =>
                ++attempts < 3
                    ? throw new RpcException(new Status(StatusCode.Unavailable, "away"))
                    : new GetMetricResponse
                    {
                        Metric = new V1.Metric { Name = "metrics/1", MetricName = request.Key.MetricName },
                    }
        );

        var metric = await _client.Metrics["cpu"].GetAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(metric, Is.EqualTo(new Metric("metrics/1", "cpu")));
            Assert.That(_services.Calls["GetMetric"], Is.EqualTo(3));
        }
    }

    [Test]
    public void DeleteAsync_Unavailable_IsNotRetried()
    {
        _services.On<DeleteMetricRequest, DeleteMetricResponse>(
            "DeleteMetric",
            _ => throw new RpcException(new Status(StatusCode.Unavailable, "away"))
        );

        Assert.ThrowsAsync<ServerUnreachableException>(() => _client.Metrics[One].DeleteAsync());
        Assert.That(_services.Calls["DeleteMetric"], Is.EqualTo(1));
    }

    [Test]
    public async Task GetAsync_NoServer_ThrowsUnreachableWithTheCauseInTheMessage()
    {
        await _server.DisposeAsync();

        var error = Assert.ThrowsAsync<ServerUnreachableException>(() => _client.Models["models/x"].GetAsync());

        Assert.That(
            error!.Message,
            Does.StartWith("The server can't be reached: ").And.Contains("refused").And.EndsWith($"({_server.Address.Authority})")
        );
    }

    [Test, CancelAfter(30_000)]
    public void GetAsync_ServerHangs_TimesOutAfterTheCallsDeadline(CancellationToken cancellationToken)
    {
        _services.Unary["GetModel"] = async (_, context) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return new GetModelResponse();
        };

        Assert.ThrowsAsync<CallTimeoutException>(() =>
            _client.WithDeadline(TimeSpan.FromMilliseconds(50)).Models["models/x"].GetAsync(cancellationToken)
        );
    }

    [Test]
    public async Task GetAsync_InfiniteDeadline_HasNone()
    {
        DateTime? deadline = null;
        _services.Unary["GetModel"] = (_, context) =>
        {
            deadline = context.Deadline;
            return Task.FromResult<object>(new GetModelResponse { Model = new() { Metric = new() } });
        };

        await _client.WithDeadline(Timeout.InfiniteTimeSpan).Models["models/x"].GetAsync();

        Assert.That(deadline, Is.EqualTo(DateTime.MaxValue));
    }

    [TestCase(-5)]
    [TestCase(0)]
    [TestCase(1e9)]
    public void WithDeadline_OutOfRange_IsAnArgument(double seconds)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _client.WithDeadline(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task WithDeadline_IsDisposed_LeavesTheConnectionOpen()
    {
        _services.On<GetModelRequest, GetModelResponse>(
            "GetModel",
            request =>
                new()
                {
                    Model = new() { Name = request.Name, Metric = new() },
                }
        );
        _client.WithDeadline(TimeSpan.FromMinutes(1)).Dispose();

        Assert.That((await _client.Models["models/x"].GetAsync()).Name, Is.EqualTo("models/x"));
    }

    [Test]
    public async Task GetStatisticsAsync_ByKeyOrName_AsksOnce()
    {
        var asked = new List<string>();
        _services.On<GetMetricStatisticsRequest, GetMetricStatisticsResponse>(
            "GetMetricStatistics",
            request =>
            {
                asked.Add(request.Target.HasMetric ? request.Target.Metric : request.Target.Key.MetricName);
                return new() { RowCount = 7 };
            }
        );

        var byName = await _client.Metrics["cpu"].GetStatisticsAsync();
        var byResourceName = await _client.Metrics[One].GetStatisticsAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((byName.RowCount, byResourceName.RowCount), Is.EqualTo((7, 7)));
            Assert.That(asked, Is.EqualTo(["cpu", "metrics/1"]));
            Assert.That(byName.MinValue, Is.Null);
        }
    }

    [Test, CancelAfter(30_000)]
    public void GetAsync_Cancelled_ThrowsOperationCanceled(CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _services.Unary["GetModel"] = async (_, context) =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
            return new GetModelResponse();
        };

        Assert.That(async () => await _client.Models["models/x"].GetAsync(giveUp.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ListAsync_ThreePages_TurnsThemAsTheListIsRead()
    {
        _services.On<ListMetricsRequest, ListMetricsResponse>(
            "ListMetrics",
            request =>
            {
                var page = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, null);
                return new ListMetricsResponse
                {
                    Metrics =
                    {
                        new V1.Metric { Name = $"metrics/{page}a" },
                        new V1.Metric { Name = $"metrics/{page}b" },
                    },
                    NextPageToken = page < 2 ? $"{page + 1}" : "",
                };
            }
        );

        var names = new List<string>();
        await foreach (var metric in _client.Metrics.ListAsync(new ListMetricsOptions { PageSize = 2 }))
        {
            names.Add(metric.Name);
        }

        Assert.That(names, Is.EqualTo(["metrics/0a", "metrics/0b", "metrics/1a", "metrics/1b", "metrics/2a", "metrics/2b"]));
    }

    [Test]
    public async Task CreateAsync_FullSpec_ComesBackAsItWasGiven()
    {
        _services.On<CreateModelRequest, CreateModelResponse>(
            "CreateModel",
            request => new CreateModelResponse
            {
                Created = true,
                Model = new V1.Model
                {
                    Name = "models/1",
                    Spec = request.Spec,
                    Metric = new V1.Metric { Name = "metrics/1", Status = V1.MetricStatus.Active },
                    EncoderResolution = 0.5,
                    Generation = 2,
                },
            }
        );
        var spec = new CustomModelSpec("shop.orders")
        {
            Min = 0,
            Max = 100,
            MinResolution = 0.01,
        };

        var result = await _client.Models.CreateAsync(spec);

        var returned = (CustomModelSpec)result.Model.Spec!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Created, Is.True);
            Assert.That(returned, Is.EqualTo(spec));
            Assert.That(result.Model.Metric.Status, Is.EqualTo(MetricStatus.Active));
            Assert.That(result.Model.EncoderResolution, Is.EqualTo(0.5));
        }
    }

    [Test]
    public async Task ListPagesAsync_OldRowsAreGone_SaysSinceWhenTheyAreKept()
    {
        _services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            request => new ListMetricDataResponse
            {
                MetricRows =
                {
                    new V1.MetricRows
                    {
                        Rows =
                        {
                            new V1.MetricDataRow { RowId = 7, SampleTime = new() },
                        },
                    },
                },
                KeptSince = new() { Seconds = 1_767_225_600 },
            }
        );

        var page = await _client.Metrics[One].ListDataPagesAsync().SingleAsync();

        Assert.That(
            (page.Rows[0].RowId, page.KeptSince),
            Is.EqualTo((7L, (DateTimeOffset?)new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)))
        );
    }

    [Test] // the server finds the metric: nobody asks for its name first
    public async Task ListDataAsync_ByKey_SendsTheKey()
    {
        V1.MetricKey? listed = null;
        _services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            request =>
            {
                listed = request.Key;
                return new();
            }
        );
        var key = new MetricKey("cpu", new Dictionary<string, string> { ["host"] = "a" });

        await _client.Metrics[key].ListDataAsync().ToListAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((listed!.MetricName, listed.Labels["host"]), Is.EqualTo(("cpu", "a")));
            Assert.That(_services.Calls, Does.Not.ContainKey("GetMetric"));
        }
    }

    [Test]
    public async Task ListAsync_Rows_CarryConditionsAndScores()
    {
        ListMetricDataRequest? received = null;
        _services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            request =>
            {
                received = request;
                var row = new V1.MetricDataRow
                {
                    RowId = 7,
                    SampleTime = new() { Seconds = 1_767_225_600 },
                    Value = 1.5,
                    RawAnomalyScore = 0.25,
                    AnomalyLikelihood = 0.99999,
                    Surprise = 4.5,
                    Learning = true,
                };
                var key = new V1.MetricKey { MetricName = "m", Labels = { ["host"] = "a" } };
                var rows = new V1.MetricRows
                {
                    Metric = request.Metric,
                    Key = key,
                    Resource = "r",
                    Rows = { row },
                };
                return new ListMetricDataResponse { MetricRows = { rows } };
            }
        );
        var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var options = new ListMetricDataOptions
        {
            StartTime = time,
            MinSurprise = 3,
            ExcludeLearning = true,
            Order = DataOrder.Descending,
        };

        var page = await _client.Metrics[One].ListDataPagesAsync(options).SingleAsync();
        var (metric, rows) = (page.Metrics.Single(), page.Rows);

        using (Assert.EnterMultipleScope())
        {
            var score = new RowScore(0.25, 0.99999, 4.5);
            Assert.That(rows, Is.EqualTo([new MetricDataRow("metrics/1", 7, time, 1.5, score) { IsLearning = true }]));
            Assert.That(
                (metric.Metric, $"{metric.Key}", metric.MetricName, metric.Resource),
                Is.EqualTo(("metrics/1", "m{host=\"a\"}", "m", "r"))
            );
            Assert.That(rows[0].Score!.Color, Is.EqualTo(AnomalyColor.Yellow));
            Assert.That(received!.MinSurprise, Is.EqualTo(3));
            Assert.That(received.LearningRows, Is.EqualTo(V1.LearningRows.Exclude));
            Assert.That(received.HasMinAnomalyLikelihood, Is.False);
            Assert.That(received.Order, Is.EqualTo(V1.DataOrder.Descending));
        }
    }
}
