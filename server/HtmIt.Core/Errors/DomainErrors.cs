using System.Globalization;
using HtmIt.Core.Annotations;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Errors;

/// <summary>Makes every refusal of the service, so that each has one text and one set of metadata.</summary>
public static class DomainErrors
{
    public static DomainException InvalidField(string field, object? value, string rule) =>
        InvalidFields(ErrorReason.InvalidField, [FieldViolation.Of(field, value, rule)]);

    public static DomainException InvalidFields(IReadOnlyList<FieldViolation> violations) =>
        InvalidFields(ErrorReason.InvalidField, violations);

    /// <summary>A refusal about fields, with others instead.</summary>
    public static DomainException WithViolations(ErrorReason reason, IReadOnlyList<FieldViolation> violations) =>
        InvalidFields(reason, violations);

    public static DomainException MetricNotSupported(string field, string metric, string rule) =>
        InvalidFields(ErrorReason.MetricNotSupported, [FieldViolation.Of(field, metric, rule)]);

    public static DomainException PageTokenMismatch(string token) =>
        InvalidFields(
            ErrorReason.PageTokenMismatch,
            [FieldViolation.Of("page_token", token, "must be the next_page_token of a response to the same request")]
        );

    public static DomainException PositionInvalid(string position, string rule) =>
        InvalidFields(ErrorReason.PositionInvalid, [FieldViolation.Of("after_position", position, rule)]);

    public static DomainException PositionExpired(string oldest) =>
        new(
            ErrorReason.PositionExpired,
            "The position is older than the oldest kept one.",
            new Dictionary<string, string> { ["oldest_position"] = oldest }
        );

    public static DomainException PositionOfOtherHistory(Guid history, string oldest) =>
        new(
            ErrorReason.PositionOfOtherHistory,
            "The position belongs to another history than the database has now: it was restored from a backup or lost its last commits.",
            new Dictionary<string, string> { ["history_id"] = history.ToString(), ["oldest_position"] = oldest }
        );

    public static DomainException TooLarge(string field, long value, string rule) =>
        InvalidFields(ErrorReason.TooLarge, [FieldViolation.Of(field, value, rule)]);

    public static DomainException MessageTooLarge(int mostBytes) =>
        InvalidFields(
            ErrorReason.TooLarge,
            [FieldViolation.Of("message", $"more than {mostBytes} bytes", $"must be at most {mostBytes} bytes")]
        );

    public static DomainException MessageUnreadable() =>
        InvalidField("message", "unreadable", "must be valid Protocol Buffers, with text in UTF-8 and at most 100 levels of nesting");

    public static DomainException MetricNotFound(string metric) =>
        About(ErrorReason.MetricNotFound, $"There is no metric '{metric}'.", metric);

    public static DomainException MetricNotFound(MetricId id) => MetricNotFound(id.ResourceName);

    public static DomainException ModelNotFound(MetricId id) =>
        new(
            ErrorReason.ModelNotFound,
            $"There is no model '{id.ModelResourceName}'.",
            new Dictionary<string, string> { ["model"] = id.ModelResourceName }
        );

    public static DomainException MetricAlreadyExists(MetricId existing, string name) =>
        new(
            ErrorReason.MetricAlreadyExists,
            $"A custom metric '{name}' exists: {existing.ResourceName}.",
            new Dictionary<string, string> { ["metric"] = existing.ResourceName, ["metric_name"] = name }
        );

    public static DomainException MetricNotCustom(MetricId id, Datasource datasource) =>
        new(
            ErrorReason.MetricNotCustom,
            $"Metric '{id.ResourceName}' is not a custom metric; its datasource is {datasource}.",
            new Dictionary<string, string> { ["metric"] = id.ResourceName, ["datasource"] = datasource.ToString() }
        );

    public static DomainException MetricNotMonitored(MetricId id) =>
        About(ErrorReason.MetricNotMonitored, $"Metric '{id.ResourceName}' is not monitored.", id.ResourceName);

    public static DomainException MetricStatisticsNotReady(MetricId id) =>
        About(ErrorReason.MetricStatisticsNotReady, $"Metric '{id.ResourceName}' has no sample yet.", id.ResourceName);

    public static DomainException MetricStatusChanged(MetricId id) =>
        About(ErrorReason.MetricStatusChanged, $"The status of metric '{id.ResourceName}' changed meanwhile; ask again.", id.ResourceName);

    public static DomainException ModelOfAutostack(MetricId id) =>
        new(
            ErrorReason.ModelOfAutostack,
            $"'{id.ModelResourceName}' is the model of an autostack: delete it through AutostackService.",
            new Dictionary<string, string> { ["model"] = id.ModelResourceName }
        );

    public static DomainException AutostackNotFound(AutostackId id) =>
        new(
            ErrorReason.AutostackNotFound,
            $"There is no autostack '{id.ResourceName}'.",
            new Dictionary<string, string> { ["autostack"] = id.ResourceName }
        );

    public static DomainException AutostackAlreadyExists(Autostack existing) =>
        new(
            ErrorReason.AutostackAlreadyExists,
            $"An autostack '{existing.Name}' exists in region {existing.Region}: {existing.Id.ResourceName}. "
                + "Names must be unique in their region.",
            new Dictionary<string, string>
            {
                ["autostack"] = existing.Id.ResourceName,
                ["name"] = existing.Name,
                ["region"] = existing.Region,
            }
        );

    public static DomainException TooManyInstances(int limit) =>
        new(
            ErrorReason.TooManyInstances,
            $"The filters match more than {limit} instances; narrow them.",
            new Dictionary<string, string> { ["limit"] = limit.ToString(CultureInfo.InvariantCulture) }
        );

    public static DomainException MetricNotOfAutostack(MetricId metric, AutostackId autostack) =>
        new(
            ErrorReason.MetricNotOfAutostack,
            $"Metric '{metric.ResourceName}' does not belong to autostack '{autostack.ResourceName}'.",
            new Dictionary<string, string> { ["metric"] = metric.ResourceName, ["autostack"] = autostack.ResourceName }
        );

    public static DomainException DeviceNotFound(string id) =>
        new(
            ErrorReason.DeviceNotFound,
            $"There is no device 'devices/{id}'.",
            new Dictionary<string, string> { ["device"] = $"devices/{id}" }
        );

    public static DomainException NotificationNotFound(string name) =>
        new(
            ErrorReason.NotificationNotFound,
            $"There is no notification '{name}'.",
            new Dictionary<string, string> { ["notification"] = name }
        );

    public static DomainException DeviceSettingsChanged(string id) =>
        new(
            ErrorReason.DeviceSettingsChanged,
            $"The settings of device 'devices/{id}' are not those of the etag any more; get them and ask again.",
            new Dictionary<string, string> { ["device"] = $"devices/{id}" }
        );

    public static DomainException AnnotationNotFound(AnnotationId id) =>
        new(
            ErrorReason.AnnotationNotFound,
            $"There is no annotation '{id.ResourceName}'.",
            new Dictionary<string, string> { ["annotation"] = id.ResourceName }
        );

    public static DomainException QuotaExceeded(string edition, int count, int limit) =>
        new(
            ErrorReason.QuotaExceeded,
            $"Server limit exceeded; edition={edition}; count={count}; limit={limit}.",
            new Dictionary<string, string>
            {
                ["edition"] = edition,
                ["count"] = count.ToString(CultureInfo.InvariantCulture),
                ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
            }
        );

    public static DomainException TooManyNewMetrics(int perSecond) =>
        new(
            ErrorReason.TooManyNewMetrics,
            $"This server creates at most {perSecond} custom metrics in a second; ask again later.",
            new Dictionary<string, string> { ["limit"] = perSecond.ToString(CultureInfo.InvariantCulture) }
        );

    public static DomainException TooManyMetrics(int limit) =>
        new(
            ErrorReason.TooManyMetrics,
            $"There are {limit} custom metrics, which is as many as there may be; delete some, or raise the limit.",
            new Dictionary<string, string> { ["limit"] = limit.ToString(CultureInfo.InvariantCulture) }
        );

    public static DomainException InstanceNotFound(string server) =>
        new(ErrorReason.InstanceNotFound, $"There is no instance '{server}'.", new Dictionary<string, string> { ["server"] = server });

    public static DomainException RegionNotFound(string region) =>
        NotFound(ErrorReason.RegionNotFound, $"Region '{region}' was not found.", "region", region);

    public static DomainException NamespaceNotFound(string ns) =>
        NotFound(ErrorReason.NamespaceNotFound, $"Namespace '{ns}' was not found.", "namespace", ns);

    public static DomainException AccountNotFound(string account) =>
        NotFound(ErrorReason.AccountNotFound, $"Account '{account}' was not found.", "account", account);

    public static DomainException CloudWatchMetricNotFound(string metric) =>
        NotFound(ErrorReason.CloudWatchMetricNotFound, $"Metric '{metric}' was not found.", "metric_name", metric);

    /// <summary>AWS failed or refused, in words that are fit for the caller.</summary>
    public static DomainException OfAws(AwsException fault) =>
        new(
            fault.Fault switch
            {
                AwsFault.Throttled => ErrorReason.AwsThrottled,
                AwsFault.Unavailable or AwsFault.Unreachable => ErrorReason.AwsUnavailable,
                AwsFault.Unauthenticated => ErrorReason.AwsCredentialsRefused,
                AwsFault.AccessDenied => ErrorReason.AwsAccessDenied,
                _ => ErrorReason.AwsRefused,
            },
            fault.Message,
            null,
            fault
        );

    public static DomainException FeedbackNotStored(Exception inner) =>
        new(ErrorReason.FeedbackNotStored, $"The feedback archive could not be stored: {inner.Message}", null, inner);

    /// <param name="position">The last one that the reader may have; empty for none.</param>
    /// <param name="seconds">The longest that a message may stay unread.</param>
    public static DomainException SubscriberStuck(string position, int seconds) =>
        new(
            ErrorReason.SubscriberStuck,
            $"The reader left a message unread for too long (at most {seconds} seconds, fewer when many do); resume with the last position.",
            new Dictionary<string, string> { ["position"] = position }
        );

    public static DomainException SenderStuck(int seconds) =>
        new(
            ErrorReason.SubscriberStuck,
            $"The sender left an acknowledgement unread for {seconds} seconds; send again what was not acknowledged."
        );

    public static DomainException StorageUnavailable(Exception? inner = null) =>
        new(ErrorReason.StorageUnavailable, "The database can't be reached; ask again later.", null, inner);

    private static DomainException NotFound(ErrorReason reason, string message, string key, string value) =>
        new(reason, message, new Dictionary<string, string> { [key] = value });

    private static DomainException About(ErrorReason reason, string message, string metric) =>
        new(reason, message, new Dictionary<string, string> { ["metric"] = metric });

    private static DomainException InvalidFields(ErrorReason reason, IReadOnlyList<FieldViolation> violations)
    {
        var first = violations[0];
        var metadata = new Dictionary<string, string>
        {
            ["field"] = first.Field,
            ["value"] = first.Value,
            ["rule"] = first.Rule,
        };
        return new(reason, string.Join("; ", violations), metadata) { Violations = violations };
    }
}
