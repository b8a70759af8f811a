using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Notifications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "notify_likelihood",
                table: "commit_head",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "notify_surprise",
                table: "commit_head",
                type: "double precision",
                nullable: true);

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

            migrationBuilder.UpdateData(
                table: "commit_head",
                keyColumn: "id",
                keyValue: (short)1,
                columns: new[] { "notify_likelihood", "notify_surprise" },
                values: new object[] { null, null });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notification_candidate");

            migrationBuilder.DropTable(
                name: "notification_delivery");

            migrationBuilder.DropTable(
                name: "notification_lane");

            migrationBuilder.DropTable(
                name: "notification");

            migrationBuilder.DropTable(
                name: "notification_device");

            migrationBuilder.DropColumn(
                name: "notify_likelihood",
                table: "commit_head");

            migrationBuilder.DropColumn(
                name: "notify_surprise",
                table: "commit_head");
        }
    }
}
