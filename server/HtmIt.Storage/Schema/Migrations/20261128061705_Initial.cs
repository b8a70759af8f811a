using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "annotation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    annotated_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    device = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    user_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    server = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_annotation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "autostack",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    region = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    account = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    filters = table.Column<string>(type: "jsonb", nullable: false),
                    create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_autostack", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commit_head",
                columns: table => new
                {
                    id = table.Column<short>(type: "smallint", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    oldest_position = table.Column<long>(type: "bigint", nullable: false),
                    history_id = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                    notify_likelihood = table.Column<double>(type: "double precision", nullable: true),
                    notify_surprise = table.Column<double>(type: "double precision", nullable: true),
                    kept_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commit_head", x => x.id);
                    table.CheckConstraint("ck_commit_head_single", "id = 1");
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 10);

            migrationBuilder.CreateTable(
                name: "commit_log",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    token = table.Column<long>(type: "bigint", nullable: false),
                    commit_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commit_log", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "instance_status_history",
                columns: table => new
                {
                    server = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    status_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_instance_status_history", x => new { x.server, x.status_time });
                });

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    next_run_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    turn_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "notification_candidate",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    metric_number = table.Column<int>(type: "integer", nullable: false),
                    row_id = table.Column<long>(type: "bigint", nullable: false),
                    sample_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    likelihood = table.Column<double>(type: "double precision", nullable: false),
                    surprise = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_candidate", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notification_device",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    email_address = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    webhook_url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false),
                    webhook_secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    alertmanager_url = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false),
                    window_seconds = table.Column<int>(type: "integer", nullable: false),
                    score = table.Column<short>(type: "smallint", nullable: false),
                    sensitivity = table.Column<double>(type: "double precision", nullable: false),
                    surprise_threshold = table.Column<double>(type: "double precision", nullable: false),
                    last_seen_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_device", x => x.id);
                    table.CheckConstraint("ck_notification_device_score", "score in (1, 2)");
                    table.CheckConstraint("ck_notification_device_sensitivity", "sensitivity between 0 and 1");
                    table.CheckConstraint("ck_notification_device_window", "window_seconds >= 0");
                });

            migrationBuilder.CreateTable(
                name: "autostack_member_change",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    autostack_id = table.Column<Guid>(type: "uuid", nullable: false),
                    change_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    instance_id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    instance_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    joined = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_autostack_member_change", x => x.number);
                    table.ForeignKey(
                        name: "fk_autostack_member_change_autostacks_autostack_id",
                        column: x => x.autostack_id,
                        principalTable: "autostack",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "metric",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    datasource = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    description = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    server = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    tag_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    poll_interval_seconds = table.Column<int>(type: "integer", nullable: false),
                    parameters = table.Column<string>(type: "jsonb", nullable: true),
                    model_params = table.Column<string>(type: "jsonb", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    clearing = table.Column<bool>(type: "boolean", nullable: false),
                    identity = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    autostack_id = table.Column<Guid>(type: "uuid", nullable: true),
                    collector_error_deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    collector_error_message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    model_create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    update_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    change_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric", x => x.id);
                    table.UniqueConstraint("ak_metric_number", x => x.number);
                    table.CheckConstraint("ck_metric_model_params", "status not in (1, 2) or model_params is not null");
                    table.CheckConstraint("ck_metric_parameters", "(status = 0) = (parameters is null)");
                    table.CheckConstraint("ck_metric_status", "status in (0, 1, 2, 4, 8)");
                    table.ForeignKey(
                        name: "fk_metric_autostack_autostack_id",
                        column: x => x.autostack_id,
                        principalTable: "autostack",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notification_lane",
                columns: table => new
                {
                    device_id = table.Column<string>(type: "character varying(40)", nullable: false),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    due_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_lane", x => new { x.device_id, x.channel });
                    table.ForeignKey(
                        name: "fk_notification_lane_notification_device_device_id",
                        column: x => x.device_id,
                        principalTable: "notification_device",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "metric_head",
                columns: table => new
                {
                    metric_number = table.Column<int>(type: "integer", nullable: false),
                    last_row_id = table.Column<long>(type: "bigint", nullable: false),
                    last_sample_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    next_collect_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<short>(type: "smallint", nullable: false, defaultValue: (short)0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric_head", x => x.metric_number);
                    table.ForeignKey(
                        name: "fk_metric_head_metric_metric_number",
                        column: x => x.metric_number,
                        principalTable: "metric",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateTable(
                name: "notification",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    device_id = table.Column<string>(type: "character varying(40)", nullable: false),
                    metric_number = table.Column<int>(type: "integer", nullable: false),
                    row_id = table.Column<long>(type: "bigint", nullable: false),
                    sample_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    likelihood = table.Column<double>(type: "double precision", nullable: false),
                    surprise = table.Column<double>(type: "double precision", nullable: false),
                    score = table.Column<short>(type: "smallint", nullable: false),
                    window_seconds = table.Column<int>(type: "integer", nullable: false),
                    acknowledged = table.Column<bool>(type: "boolean", nullable: false),
                    seen = table.Column<bool>(type: "boolean", nullable: false),
                    provider_message_id = table.Column<string>(type: "character varying(998)", maxLength: 998, nullable: true),
                    create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification", x => x.id);
                    table.ForeignKey(
                        name: "fk_notification_metric_metric_number",
                        column: x => x.metric_number,
                        principalTable: "metric",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notification_notification_device_device_id",
                        column: x => x.device_id,
                        principalTable: "notification_device",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "model_checkpoint",
                columns: table => new
                {
                    metric_number = table.Column<int>(type: "integer", nullable: false),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    last_row_id = table.Column<long>(type: "bigint", nullable: false),
                    last_time = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: false),
                    save_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_checkpoint", x => x.metric_number);
                    table.ForeignKey(
                        name: "fk_model_checkpoint_metric_head_metric_number",
                        column: x => x.metric_number,
                        principalTable: "metric_head",
                        principalColumn: "metric_number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notification_delivery",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    notification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device_id = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<short>(type: "smallint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    given_up = table.Column<bool>(type: "boolean", nullable: false),
                    last_error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    create_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_delivery", x => x.id);
                    table.ForeignKey(
                        name: "fk_notification_delivery_notifications_notification_id",
                        column: x => x.notification_id,
                        principalTable: "notification",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "commit_head",
                columns: new[] { "id", "kept_since", "notify_likelihood", "notify_surprise", "oldest_position", "position" },
                values: new object[] { (short)1, new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)), null, null, 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_annotation_annotated_time",
                table: "annotation",
                column: "annotated_time");

            migrationBuilder.CreateIndex(
                name: "ix_annotation_create_time_number",
                table: "annotation",
                columns: new[] { "create_time", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_annotation_device",
                table: "annotation",
                column: "device");

            migrationBuilder.CreateIndex(
                name: "ix_annotation_server",
                table: "annotation",
                column: "server");

            migrationBuilder.CreateIndex(
                name: "ix_annotation_user_name",
                table: "annotation",
                column: "user_name");

            migrationBuilder.CreateIndex(
                name: "ix_autostack_name_region",
                table: "autostack",
                columns: new[] { "name", "region" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_autostack_member_change_autostack_id_number",
                table: "autostack_member_change",
                columns: new[] { "autostack_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_instance_status_history_status_time",
                table: "instance_status_history",
                column: "status_time");

            migrationBuilder.CreateIndex(
                name: "ix_metric_autostack_id",
                table: "metric",
                column: "autostack_id");

            migrationBuilder.CreateIndex(
                name: "ix_metric_custom_name",
                table: "metric",
                column: "name",
                unique: true,
                filter: "datasource = 1");

            migrationBuilder.CreateIndex(
                name: "ix_metric_identity",
                table: "metric",
                column: "identity",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_metric_server_name_id",
                table: "metric",
                columns: new[] { "server", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_metric_unfinished",
                table: "metric",
                column: "status",
                filter: "status = 2 or clearing");

            migrationBuilder.CreateIndex(
                name: "ix_notification_device_id_position",
                table: "notification",
                columns: new[] { "device_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_notification_metric_number_row_id_device_id",
                table: "notification",
                columns: new[] { "metric_number", "row_id", "device_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notification_sample_time",
                table: "notification",
                column: "sample_time");

            migrationBuilder.CreateIndex(
                name: "ix_notification_unseen",
                table: "notification",
                columns: new[] { "device_id", "sample_time" },
                filter: "not seen");

            migrationBuilder.CreateIndex(
                name: "ix_notification_delivery_notification_id_channel",
                table: "notification_delivery",
                columns: new[] { "notification_id", "channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notification_delivery_waiting",
                table: "notification_delivery",
                columns: new[] { "device_id", "channel", "id" },
                filter: "not given_up");

            migrationBuilder.CreateIndex(
                name: "ix_notification_device_last_seen_time",
                table: "notification_device",
                column: "last_seen_time");

            // Past EF: a partitioned table can't be described to it. Month partitions are made when rows need them. Rankings read all metrics
            // over a period: rows are stored roughly in order of time, so that a few kilobytes of index find them.
            migrationBuilder.Sql(
                """
                create table metric_data (
                    metric_number integer not null,
                    row_id bigint not null,
                    sample_time timestamptz not null,
                    value double precision not null,
                    raw_anomaly_score double precision,
                    anomaly_score double precision,
                    display_value bigint,
                    surprise double precision,
                    commit_position bigint not null,
                    constraint pk_metric_data primary key (metric_number, sample_time)
                ) partition by range (sample_time);
                create index ix_metric_data_commit_position on metric_data
                    using brin (commit_position) with (pages_per_range = 16, autosummarize = on);
                create index ix_metric_data_sample_time on metric_data
                    using brin (sample_time) with (pages_per_range = 16, autosummarize = on);
                -- Checkpoints are compressed already.
                alter table model_checkpoint alter column state set storage external;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table metric_data");

            migrationBuilder.DropTable(
                name: "annotation");

            migrationBuilder.DropTable(
                name: "autostack_member_change");

            migrationBuilder.DropTable(
                name: "commit_head");

            migrationBuilder.DropTable(
                name: "commit_log");

            migrationBuilder.DropTable(
                name: "instance_status_history");

            migrationBuilder.DropTable(
                name: "job");

            migrationBuilder.DropTable(
                name: "model_checkpoint");

            migrationBuilder.DropTable(
                name: "notification_candidate");

            migrationBuilder.DropTable(
                name: "notification_delivery");

            migrationBuilder.DropTable(
                name: "notification_lane");

            migrationBuilder.DropTable(
                name: "metric_head");

            migrationBuilder.DropTable(
                name: "notification");

            migrationBuilder.DropTable(
                name: "metric");

            migrationBuilder.DropTable(
                name: "notification_device");

            migrationBuilder.DropTable(
                name: "autostack");
        }
    }
}
