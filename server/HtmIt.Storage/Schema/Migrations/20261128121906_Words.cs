using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Words : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                alter table metric_data rename column anomaly_score to anomaly_likelihood;
                alter table instance_status_history rename to provider_state_history;
                alter table provider_state_history rename column server to resource;
                alter table provider_state_history rename column status_time to change_time;
                alter table provider_state_history rename column status to provider_state;
                alter index pk_instance_status_history rename to pk_provider_state_history;
                alter index ix_instance_status_history_status_time rename to ix_provider_state_history_change_time;
                """);

            migrationBuilder.DropCheckConstraint(
                name: "ck_notification_device_sensitivity",
                table: "notification_device");

            migrationBuilder.DropCheckConstraint(
                name: "ck_notification_device_window",
                table: "notification_device");

            migrationBuilder.RenameColumn(
                name: "window_seconds",
                table: "notification_device",
                newName: "quiet_period_seconds");

            migrationBuilder.RenameColumn(
                name: "sensitivity",
                table: "notification_device",
                newName: "likelihood_threshold");

            migrationBuilder.RenameColumn(
                name: "likelihood",
                table: "notification_candidate",
                newName: "anomaly_likelihood");

            migrationBuilder.RenameColumn(
                name: "window_seconds",
                table: "notification",
                newName: "quiet_period_seconds");

            migrationBuilder.RenameColumn(
                name: "likelihood",
                table: "notification",
                newName: "anomaly_likelihood");

            migrationBuilder.RenameColumn(
                name: "server",
                table: "metric",
                newName: "resource");

            migrationBuilder.RenameColumn(
                name: "message",
                table: "metric",
                newName: "status_message");

            migrationBuilder.RenameColumn(
                name: "location",
                table: "metric",
                newName: "region");

            migrationBuilder.RenameIndex(
                name: "ix_metric_server_name_id",
                table: "metric",
                newName: "ix_metric_resource_name_id");

            migrationBuilder.RenameColumn(
                name: "server",
                table: "annotation",
                newName: "resource");

            migrationBuilder.RenameColumn(
                name: "device",
                table: "annotation",
                newName: "client");

            migrationBuilder.RenameIndex(
                name: "ix_annotation_server",
                table: "annotation",
                newName: "ix_annotation_resource");

            migrationBuilder.RenameIndex(
                name: "ix_annotation_device",
                table: "annotation",
                newName: "ix_annotation_client");

            migrationBuilder.AddCheckConstraint(
                name: "ck_notification_device_likelihood_threshold",
                table: "notification_device",
                sql: "likelihood_threshold between 0 and 1");

            migrationBuilder.AddCheckConstraint(
                name: "ck_notification_device_quiet_period",
                table: "notification_device",
                sql: "quiet_period_seconds >= 0");

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                alter table metric_data rename column anomaly_likelihood to anomaly_score;
                alter index ix_provider_state_history_change_time rename to ix_instance_status_history_status_time;
                alter index pk_provider_state_history rename to pk_instance_status_history;
                alter table provider_state_history rename column provider_state to status;
                alter table provider_state_history rename column change_time to status_time;
                alter table provider_state_history rename column resource to server;
                alter table provider_state_history rename to instance_status_history;
                """);

            migrationBuilder.DropCheckConstraint(
                name: "ck_notification_device_likelihood_threshold",
                table: "notification_device");

            migrationBuilder.DropCheckConstraint(
                name: "ck_notification_device_quiet_period",
                table: "notification_device");

            migrationBuilder.RenameColumn(
                name: "quiet_period_seconds",
                table: "notification_device",
                newName: "window_seconds");

            migrationBuilder.RenameColumn(
                name: "likelihood_threshold",
                table: "notification_device",
                newName: "sensitivity");

            migrationBuilder.RenameColumn(
                name: "anomaly_likelihood",
                table: "notification_candidate",
                newName: "likelihood");

            migrationBuilder.RenameColumn(
                name: "quiet_period_seconds",
                table: "notification",
                newName: "window_seconds");

            migrationBuilder.RenameColumn(
                name: "anomaly_likelihood",
                table: "notification",
                newName: "likelihood");

            migrationBuilder.RenameColumn(
                name: "status_message",
                table: "metric",
                newName: "message");

            migrationBuilder.RenameColumn(
                name: "resource",
                table: "metric",
                newName: "server");

            migrationBuilder.RenameColumn(
                name: "region",
                table: "metric",
                newName: "location");

            migrationBuilder.RenameIndex(
                name: "ix_metric_resource_name_id",
                table: "metric",
                newName: "ix_metric_server_name_id");

            migrationBuilder.RenameColumn(
                name: "resource",
                table: "annotation",
                newName: "server");

            migrationBuilder.RenameColumn(
                name: "client",
                table: "annotation",
                newName: "device");

            migrationBuilder.RenameIndex(
                name: "ix_annotation_resource",
                table: "annotation",
                newName: "ix_annotation_server");

            migrationBuilder.RenameIndex(
                name: "ix_annotation_client",
                table: "annotation",
                newName: "ix_annotation_device");

            migrationBuilder.AddCheckConstraint(
                name: "ck_notification_device_sensitivity",
                table: "notification_device",
                sql: "sensitivity between 0 and 1");

            migrationBuilder.AddCheckConstraint(
                name: "ck_notification_device_window",
                table: "notification_device",
                sql: "window_seconds >= 0");

        }
    }
}
