namespace HtmIt.Cli.Tests.Commands;

public sealed partial class JsonOutputTests
{
    // By command. Whatever differs from run to run is 0, SERVER or DIRECTORY.
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["status"] = """
            {"server":"http://SERVER/","version":"m","contract_revision":1,"oldest_contract_revision":1,"capabilities":["m"],"start_time":"2026-01-01T00:00:00Z","round_trip_ms":0,"datasources":["CUSTOM"],"metrics":1,"resources":1,"models":0,"models_by_status":{},"unprocessed_row_count":1,"aws_clock_ahead_seconds":300,"retention_days":0.003472222222222222}
            """,
        ["ingest"] = """
            {"file":"FILE.csv","layout":{"delimiter":"','","time_column":"2 'timestamp'","value_column":"3 'value'","metric_column":"1 'metric'","times":"year first: '2026-01-01' is 2026-01-01 00:00:00 UTC"},"metrics":{"m":"metrics/m"},"rows":3,"unreadable":2,"sent":1,"stored":0,"already_stored":0,"refused":1,"reconnects":0,"seconds":0,"rows_per_second":0,"problems":[{"reason":"UNREADABLE","count":2,"examples":["line 3: 'm' is not a number","line 4: 'm' is not a time"]},{"reason":"SAMPLE_TIME_NOT_INCREASING","count":1,"examples":["line 2: m at 2026-01-01 00:00:00, value 1: m"]}],"models":[{"name":"m","metric":"m","metric_name":"m","created":true,"status":"UNMONITORED","status_message":"m","row_count":1,"scored_row_count":0,"is_settled":true}]}
            """,
        ["watch"] = """
            {"metric":"m","metric_name":"m","labels":{"m":"m"},"resource":"m","row_id":1,"time":"2026-01-01T00:00:00Z","value":0.75,"raw_anomaly_score":0.75,"anomaly_likelihood":0.75,"surprise":0.75,"severity":0.75,"learning":true}
            {"event":"caught_up","position":"m"}
            {"event":"fell_behind","position":"m"}
            {"event":"metrics_added","position":"m","metrics":["m"]}
            {"event":"metrics_removed","position":"m","metrics":["m"]}
            """,
        ["list"] = """
            {"metric":"m","metric_name":"m","labels":{"m":"m"},"resource":"m","row_id":1,"time":"2026-01-01T00:00:00Z","value":0.75,"raw_anomaly_score":0.75,"anomaly_likelihood":0.75,"surprise":0.75,"severity":0.75,"learning":true}
            """,
        ["plot"] = """
            {"metric_name":"m","rows":1,"scored_rows":1,"marked_rows":0,"red_rows":0,"incidents":1,"min_severity":3,"from":"2026-01-01T00:00:00Z","to":"2026-01-01T00:00:00Z"}
            """,
        ["buckets"] = """
            {"metric":"m","metric_name":"m","width_seconds":300,"kept_since":"2026-01-01T00:00:00Z","buckets":[{"start_time":"2026-01-01T00:00:00Z","row_count":1,"first_value":0.75,"last_value":0.75,"min_value":0.75,"max_value":0.75,"mean_value":0.75,"max_surprise":0.75,"max_anomaly_likelihood":0.75,"unscored_row_count":1,"gap":true}]}
            """,
        ["rank"] = """
            {"window_start_time":"2026-01-01T00:00:00Z","window_end_time":"2026-01-01T00:00:00Z","block_seconds":300,"score":"SURPRISE","metrics":[{"name":"m","metric_name":"m","resource":"m","value":0.75,"resource_value":0.75,"window_start_time":"2026-01-01T00:00:00Z","window_end_time":"2026-01-01T00:00:00Z","bars":[{"start_time":"2026-01-01T00:00:00Z","max_likelihood":0.75,"height":0.75,"color":"GREEN","max_display_value":1,"max_surprise":0.75}]}]}
            """,
        ["feedback"] = """
            {"key":"m"}
            """,
        ["export --all"] = """
            {"exported":1,"file":"DIRECTORY/FILE.out"}
            """,
        ["import --all"] = """
            {"index":0,"source":"m","name":"m","created":true,"stored_row_count":1,"webhook_secret_missing":true}
            {"index":1,"source":"m","name":"m","created":true,"stored_row_count":1,"webhook_secret_missing":true}
            {"imported":2,"there_already":0,"refused":0,"complete":true,"validate_only":false}
            """,
        ["import"] = """
            {"index":0,"result":{"created":true,"model":{"name":"m","metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"},"spec":{"metric_name":"m","min":0.75,"max":0.75,"min_resolution":0.75},"encoder_resolution":0.75,"generation":1,"backlog_row_count":1,"learning_row_count":1,"learning_rows_needed":1,"create_time":"2026-01-01T00:00:00Z"}}}
            {"imported":1,"monitored_already":0,"refused":0}
            """,
        ["models list"] = """
            {"models":[{"name":"m","metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"},"spec":{"metric_name":"m","min":0.75,"max":0.75,"min_resolution":0.75},"encoder_resolution":0.75,"generation":1,"backlog_row_count":1,"learning_row_count":1,"learning_rows_needed":1,"create_time":"2026-01-01T00:00:00Z"}]}
            """,
        ["models create"] = """
            {"created":true,"model":{"name":"m","metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"},"spec":{"metric_name":"m","min":0.75,"max":0.75,"min_resolution":0.75},"encoder_resolution":0.75,"generation":1,"backlog_row_count":1,"learning_row_count":1,"learning_rows_needed":1,"create_time":"2026-01-01T00:00:00Z"}}
            """,
        ["models monitor"] = """
            {"results":[{"metric_name":"m{m=\"m\"}","created":true,"model":{"name":"m","metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"},"spec":{"metric_name":"m","min":0.75,"max":0.75,"min_resolution":0.75},"encoder_resolution":0.75,"generation":1,"backlog_row_count":1,"learning_row_count":1,"learning_rows_needed":1,"create_time":"2026-01-01T00:00:00Z"}}]}
            """,
        ["models get"] = """
            {"error":{"reason":"","message":"metric 'm{m=\"m\"}' is not monitored: it has no model; htmit models create 'm{m=\"m\"}' makes one.","metadata":{}}}
            """,
        ["models restart"] = """
            {"error":{"reason":"","message":"metric 'm{m=\"m\"}' is not monitored: it has no model; htmit models create 'm{m=\"m\"}' makes one.","metadata":{}}}
            """,
        ["models delete"] = """
            {"error":{"reason":"","message":"metric 'm{m=\"m\"}' is not monitored: it has no model; htmit models create 'm{m=\"m\"}' makes one.","metadata":{}}}
            """,
        ["metrics list"] = """
            {"metrics":[{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"}]}
            """,
        ["metrics get"] = """
            {"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"}
            """,
        ["metrics create"] = """
            {"created":true,"metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"}}
            """,
        ["metrics update"] = """
            {"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"}
            """,
        ["metrics delete"] = """
            {"deleted":"m"}
            """,
        ["metrics statistics"] = """
            {"metric":"m","metric_name":"m","min_value":0.75,"max_value":0.75,"first_sample_time":"2026-01-01T00:00:00Z","last_sample_time":"2026-01-01T00:00:00Z","row_count":1,"scored_row_count":1}
            """,
        ["cloudwatch regions"] = """
            {"regions":[{"region":"m","display_name":"m"}]}
            """,
        ["cloudwatch accounts"] = """
            {"accounts":[{"account":"m"}]}
            """,
        ["cloudwatch namespaces"] = """
            {"namespaces":[{"namespace":"m","metrics":[{"namespace":"m","metric_name":"m","aws_resource_type":"m","dimension":"m","statistic":"m","unit":"m","default_min":0.75,"default_max":0.75,"is_default":true,"period_seconds":300,"missing_data":"LEAVE_OUT"}],"dimensions":["m"]}]}
            """,
        ["cloudwatch resources"] = """
            {"resources":[{"aws_resource_id":"m","aws_resource_type":"m","region":"m","namespace":"m","dimension":"m","display_name":"m","provider_state":"m","tags":{"m":"m"}}],"skipped":[{"service":"m","region":"m","account":"m","aws_resource_type":"m","tags_only":true,"permission":"m","error":{"reason":"INVALID_FIELD","message":"m","retry_delay_seconds":300}}]}
            """,
        ["cloudwatch metrics"] = """
            {"metrics":[{"metric":{"region":"m","namespace":"m","metric_name":"m","dimensions":{"m":"m"},"account":"m","statistic":"m","period_seconds":300,"missing_data":"LEAVE_OUT","aws_unit":"m"},"catalogue":{"namespace":"m","metric_name":"m","aws_resource_type":"m","dimension":"m","statistic":"m","unit":"m","default_min":0.75,"default_max":0.75,"is_default":true,"period_seconds":300,"missing_data":"LEAVE_OUT"},"resource":{"aws_resource_id":"m","aws_resource_type":"m","region":"m","namespace":"m","dimension":"m","display_name":"m","provider_state":"m","tags":{"m":"m"}}}],"skipped":[{"service":"m","region":"m","account":"m","aws_resource_type":"m","tags_only":true,"permission":"m","error":{"reason":"INVALID_FIELD","message":"m","retry_delay_seconds":300}}]}
            """,
        ["cloudwatch monitor"] = """
            {"results":[{"metric_name":"m/m/m/m","created":true,"model":{"name":"m","metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"},"spec":{"metric_name":"m","min":0.75,"max":0.75,"min_resolution":0.75},"encoder_resolution":0.75,"generation":1,"backlog_row_count":1,"learning_row_count":1,"learning_rows_needed":1,"create_time":"2026-01-01T00:00:00Z"}}],"skipped":[{"service":"m","region":"m","account":"m","aws_resource_type":"m","tags_only":true,"permission":"m","error":{"reason":"INVALID_FIELD","message":"m","retry_delay_seconds":300}}],"cost":{"new_metric_count":1,"queries_per_month":1,"dollars_per_month":0.75,"dollars_per_month_before":0.75,"dollars_per_month_after":0.75}}
            """,
        ["cloudwatch collection"] = """
            {"shards":[{"account":"m","region":"m","metric_count":1,"stopped_metric_count":1,"call_count":1,"requested_metric_count":1,"stored_sample_count":1,"empty_count":1,"error_count":1,"throttled_call_count":1,"late_sample_count":1,"revised_sample_count":1,"estimated_monthly_dollars":0.75,"periods_per_request":1,"clock_ahead_seconds":300,"publication_delay_seconds":{"m":300}}],"estimated_monthly_dollars":0.75}
            """,
        ["devices list"] = """
            {"devices":[{"name":"m","email_address":"m","quiet_period_seconds":300,"score":"LIKELIHOOD","likelihood_threshold":0.75,"severity_threshold":0.75,"webhook_url":"m","has_webhook_secret":true,"alertmanager_url":"m","muted_until":"2026-01-01T00:00:00Z","selectors":[{"metrics":["m"],"name_patterns":["m"],"labels":["m=m"],"resources":["m"],"datasources":["CUSTOM"],"autostacks":["m"],"statuses":["UNMONITORED"]}],"last_fetch_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","etag":"m"}]}
            """,
        ["devices get"] = """
            {"name":"m","email_address":"m","quiet_period_seconds":300,"score":"LIKELIHOOD","likelihood_threshold":0.75,"severity_threshold":0.75,"webhook_url":"m","has_webhook_secret":true,"alertmanager_url":"m","muted_until":"2026-01-01T00:00:00Z","selectors":[{"metrics":["m"],"name_patterns":["m"],"labels":["m=m"],"resources":["m"],"datasources":["CUSTOM"],"autostacks":["m"],"statuses":["UNMONITORED"]}],"last_fetch_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","etag":"m"}
            """,
        ["devices set"] = """
            {"name":"m","email_address":"m","quiet_period_seconds":300,"score":"LIKELIHOOD","likelihood_threshold":0.75,"severity_threshold":0.75,"webhook_url":"m","has_webhook_secret":true,"alertmanager_url":"m","muted_until":"2026-01-01T00:00:00Z","selectors":[{"metrics":["m"],"name_patterns":["m"],"labels":["m=m"],"resources":["m"],"datasources":["CUSTOM"],"autostacks":["m"],"statuses":["UNMONITORED"]}],"last_fetch_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","etag":"m"}
            """,
        ["devices explain"] = """
            {"hold_backs":[{"reason":"MUTED","since":"2026-01-01T00:00:00Z","until":"2026-01-01T00:00:00Z"}],"channels":["MAIL"],"row_id":1,"sample_time":"2026-01-01T00:00:00Z","anomaly_likelihood":0.75,"surprise":0.75,"severity":0.75}
            """,
        ["devices simulate"] = """
            {"start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","device":{"name":"m","email_address":"m","quiet_period_seconds":300,"score":"LIKELIHOOD","likelihood_threshold":0.75,"severity_threshold":0.75,"webhook_url":"m","has_webhook_secret":true,"alertmanager_url":"m","muted_until":"2026-01-01T00:00:00Z","selectors":[{"metrics":["m"],"name_patterns":["m"],"labels":["m=m"],"resources":["m"],"datasources":["CUSTOM"],"autostacks":["m"],"statuses":["UNMONITORED"]}],"last_fetch_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","etag":"m"},"counts":[{"kind":"ROW","count":1}],"held_back":[{"reason":"MUTED","count":1}],"notifications":[{"kind":"ROW","time":"2026-01-01T00:00:00Z","metric":"m","key":{"metric_name":"m","labels":{"m":"m"}},"display_name":"m","incident":"m","severity":0.75,"anomaly_likelihood":0.75,"sample_time":"2026-01-01T00:00:00Z","value":0.75}]}
            """,
        ["devices test"] = """
            {"results":[{"channel":"MAIL","error":"m"}]}
            """,
        ["devices delete"] = """
            {"deleted":"devices/m"}
            """,
        ["incidents list"] = """
            {"incidents":[{"name":"m","kind":"VALUES","state":"OPEN","metric":"m","key":{"metric_name":"m","labels":{"m":"m"}},"resource":"m","resource_name":"m","display_name":"m","severity":0.75,"onset":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"peak":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"noticed":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"last":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"end":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"reasons":[{"kind":"SEQUENCE","share":0.75,"reference":0.75,"text":"m"}]}]}
            """,
        ["incidents get"] = """
            {"name":"m","kind":"VALUES","state":"OPEN","metric":"m","key":{"metric_name":"m","labels":{"m":"m"}},"resource":"m","resource_name":"m","display_name":"m","severity":0.75,"onset":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"peak":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"noticed":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"last":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"end":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"reasons":[{"kind":"SEQUENCE","share":0.75,"reference":0.75,"text":"m"}],"annotations":[{"name":"m","time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","resource":"m","metric":"m","incident":"m","client":"m","user":"m","message":"m","data":{"m":"m"},"etag":"m"}]}
            """,
        ["incidents watch"] = """
            {"change":"OPENED","incident":{"name":"m","kind":"VALUES","state":"OPEN","metric":"m","key":{"metric_name":"m","labels":{"m":"m"}},"resource":"m","resource_name":"m","display_name":"m","severity":0.75,"onset":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"peak":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"noticed":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"last":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"end":{"row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"surprise":0.75},"reasons":[{"kind":"SEQUENCE","share":0.75,"reference":0.75,"text":"m"}]},"position":"m"}
            {"event":"caught_up","position":"m"}
            """,
        ["notifications list"] = """
            {"notifications":[{"name":"m","device":"m","metric":"m","metric_name":"m","labels":{"m":"m"},"resource":"m","resource_name":"m","display_name":"m","row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"anomaly_likelihood":0.75,"surprise":0.75,"severity":0.75,"kind":"ROW","incident":"m","onset_time":"2026-01-01T00:00:00Z","incident_end_time":"2026-01-01T00:00:00Z","reasons":["m"],"score":"LIKELIHOOD","quiet_period_seconds":300,"acknowledge_time":"2026-01-01T00:00:00Z","acknowledged_by":"m","seen_time":"2026-01-01T00:00:00Z","seen_by":"m","provider_message_id":"m","create_time":"2026-01-01T00:00:00Z","deliveries":[{"channel":"MAIL","state":"WAITING","attempt_count":1,"last_error":"m","last_attempt_time":"2026-01-01T00:00:00Z","next_attempt_time":"2026-01-01T00:00:00Z"}]}]}
            """,
        ["notifications watch"] = """
            {"notification":{"name":"m","device":"m","metric":"m","metric_name":"m","labels":{"m":"m"},"resource":"m","resource_name":"m","display_name":"m","row_id":1,"sample_time":"2026-01-01T00:00:00Z","value":0.75,"anomaly_likelihood":0.75,"surprise":0.75,"severity":0.75,"kind":"ROW","incident":"m","onset_time":"2026-01-01T00:00:00Z","incident_end_time":"2026-01-01T00:00:00Z","reasons":["m"],"score":"LIKELIHOOD","quiet_period_seconds":300,"acknowledge_time":"2026-01-01T00:00:00Z","acknowledged_by":"m","seen_time":"2026-01-01T00:00:00Z","seen_by":"m","provider_message_id":"m","create_time":"2026-01-01T00:00:00Z","deliveries":[{"channel":"MAIL","state":"WAITING","attempt_count":1,"last_error":"m","last_attempt_time":"2026-01-01T00:00:00Z","next_attempt_time":"2026-01-01T00:00:00Z"}]},"position":"m"}
            """,
        ["notifications ack"] = """
            {"changed_count":1}
            """,
        ["notifications seen"] = """
            {"changed_count":1}
            """,
        ["annotations list"] = """
            {"annotations":[{"name":"m","time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","resource":"m","metric":"m","incident":"m","client":"m","user":"m","message":"m","data":{"m":"m"},"etag":"m"}]}
            """,
        ["annotations add"] = """
            {"name":"m","time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","resource":"m","metric":"m","incident":"m","client":"m","user":"m","message":"m","data":{"m":"m"},"etag":"m"}
            """,
        ["annotations update"] = """
            {"name":"m","time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z","resource":"m","metric":"m","incident":"m","client":"m","user":"m","message":"m","data":{"m":"m"},"etag":"m"}
            """,
        ["annotations delete"] = """
            {"deleted":"m"}
            """,
        ["resources list"] = """
            {"resources":[{"name":"m","text":"m","region":"m","namespace":"m","aws_resource_id":"m","aws_resource_type":"m","account":"m","tag_name":"m","statuses":["UNMONITORED"],"status_message":"m","metric_count":1,"collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_sample_time":"2026-01-01T00:00:00Z"}]}
            """,
        ["resources monitor"] = """
            {"item":"us-west-2/AWS/EC2/m","result":{"created":true,"resource":{"name":"m","text":"m","region":"m","namespace":"m","aws_resource_id":"m","aws_resource_type":"m","account":"m","tag_name":"m","statuses":["UNMONITORED"],"status_message":"m","metric_count":1,"collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_sample_time":"2026-01-01T00:00:00Z"}}}
            """,
        ["resources delete"] = """
            {"item":"m","result":{"deleted":1}}
            """,
        ["resources history"] = """
            {"changes":[{"time":"2026-01-01T00:00:00Z","provider_state":"m"}]}
            """,
        ["resources suggest"] = """
            {"suggested":[{"resource":{"region":"m","namespace":"m","id":"m","account":""},"tag_name":"m","resource_name":"m"}],"alternates":[{"resource":{"region":"m","namespace":"m","id":"m","account":""},"tag_name":"m","resource_name":"m"}],"unreachable":["m"]}
            """,
        ["autostacks list"] = """
            {"autostacks":[{"name":"m","title":"m","region":"m","account":"m","aws_resource_type":"m","namespace":"m","filters":{"m":["m"]},"create_time":"2026-01-01T00:00:00Z"}]}
            """,
        ["autostacks create"] = """
            {"created":true,"name":"m","title":"m","region":"m","account":"m","aws_resource_type":"m","namespace":"m","filters":{"m":["m"]},"create_time":"2026-01-01T00:00:00Z"}
            """,
        ["autostacks get"] = """
            {"name":"m","title":"m","region":"m","account":"m","aws_resource_type":"m","namespace":"m","filters":{"m":["m"]},"create_time":"2026-01-01T00:00:00Z"}
            """,
        ["autostacks delete"] = """
            {"deleted":"m"}
            """,
        ["autostacks instances"] = """
            {"instances":[{"instance_id":"m","state":"m","instance_type":"m","region":"m","aws_resource_type":"m","launch_time":"2026-01-01T00:00:00Z","tags":{"m":"m"}}]}
            """,
        ["autostacks history"] = """
            {"changes":[{"time":"2026-01-01T00:00:00Z","instance_id":"m","instance_name":"m","kind":"JOINED"}]}
            """,
        ["autostacks metrics list"] = """
            {"models":[{"name":"m","metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"},"spec":{"metric_name":"m","min":0.75,"max":0.75,"min_resolution":0.75},"encoder_resolution":0.75,"generation":1,"backlog_row_count":1,"learning_row_count":1,"learning_rows_needed":1,"create_time":"2026-01-01T00:00:00Z"}]}
            """,
        ["autostacks metrics add"] = """
            {"results":[{"metric_name":"AWS/EC2/m","created":true,"model":{"name":"m","metric":{"name":"m","metric_name":"m","labels":{"m":"m"},"datasource":"CUSTOM","resource":"m","resource_name":"m","display_name":"m","description":"m","unit":"m","user_info":{"m":"m"},"status":"UNMONITORED","status_message":"m","collecting":{"status":"WAITING","last_success_time":"2026-01-01T00:00:00Z","last_error":{"start_time":"2026-01-01T00:00:00Z","time":"2026-01-01T00:00:00Z","message":"m"},"next_try_time":"2026-01-01T00:00:00Z"},"last_row_id":1,"last_sample_time":"2026-01-01T00:00:00Z","create_time":"2026-01-01T00:00:00Z","update_time":"2026-01-01T00:00:00Z"},"spec":{"metric_name":"m","min":0.75,"max":0.75,"min_resolution":0.75},"encoder_resolution":0.75,"generation":1,"backlog_row_count":1,"learning_row_count":1,"learning_rows_needed":1,"create_time":"2026-01-01T00:00:00Z"}}]}
            """,
        ["autostacks metrics remove"] = """
            {"deleted":"m"}
            """,
    };
}
