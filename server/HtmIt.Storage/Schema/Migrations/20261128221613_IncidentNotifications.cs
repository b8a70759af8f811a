using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class IncidentNotifications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notification_metric_number_row_id_device_id",
                table: "notification");

            migrationBuilder.AddColumn<Guid>(
                name: "incident_id",
                table: "notification_candidate",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "end_time",
                table: "notification",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "incident_id",
                table: "notification",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "kind",
                table: "notification",
                type: "smallint",
                nullable: false,
                defaultValue: (short)1);

            migrationBuilder.AddColumn<long>(
                name: "onset_row",
                table: "notification",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "onset_surprise",
                table: "notification",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "onset_time",
                table: "notification",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "onset_value",
                table: "notification",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reasons",
                table: "notification",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<long>(
                name: "step_row",
                table: "notification",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_notification_incident_id_device_id_kind_step_row",
                table: "notification",
                columns: new[] { "incident_id", "device_id", "kind", "step_row" },
                unique: true,
                filter: "incident_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_notification_metric_number_row_id_device_id",
                table: "notification",
                columns: new[] { "metric_number", "row_id", "device_id" },
                unique: true,
                filter: "incident_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_incident_open",
                table: "incident",
                column: "number",
                filter: "end_row is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notification_incident_id_device_id_kind_step_row",
                table: "notification");

            migrationBuilder.DropIndex(
                name: "ix_notification_metric_number_row_id_device_id",
                table: "notification");

            migrationBuilder.DropIndex(
                name: "ix_incident_open",
                table: "incident");

            migrationBuilder.DropColumn(
                name: "incident_id",
                table: "notification_candidate");

            migrationBuilder.DropColumn(
                name: "end_time",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "incident_id",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "onset_row",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "onset_surprise",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "onset_time",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "onset_value",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "reasons",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "step_row",
                table: "notification");

            migrationBuilder.CreateIndex(
                name: "ix_notification_metric_number_row_id_device_id",
                table: "notification",
                columns: new[] { "metric_number", "row_id", "device_id" },
                unique: true);
        }
    }
}
