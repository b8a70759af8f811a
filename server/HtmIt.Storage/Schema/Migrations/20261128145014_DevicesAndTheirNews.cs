using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class DevicesAndTheirNews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_notification_delivery_waiting",
                table: "notification_delivery");

            migrationBuilder.DropIndex(
                name: "ix_notification_unseen",
                table: "notification");

            migrationBuilder.AddColumn<string>(
                name: "selectors",
                table: "notification_device",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'::jsonb");

            migrationBuilder.AddColumn<short>(
                name: "state",
                table: "notification_delivery",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "time",
                table: "notification_delivery",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "'epoch'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "acknowledge_time",
                table: "notification",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "acknowledged_by",
                table: "notification",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "seen_by",
                table: "notification",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "seen_time",
                table: "notification",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "end_time",
                table: "annotation",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "metric_id",
                table: "annotation",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "update_time",
                table: "annotation",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "'epoch'");

            // Nobody noted when something was marked or tried last: the time when it was made is the best there is.
            migrationBuilder.Sql(
                """
                update notification set acknowledge_time = case when acknowledged then create_time end,
                    seen_time = case when seen then create_time end where acknowledged or seen;
                update notification_delivery set state = case when given_up then 3 else 1 end, time = create_time;
                update annotation set update_time = create_time;
                """
            );

            migrationBuilder.DropColumn(
                name: "given_up",
                table: "notification_delivery");

            migrationBuilder.DropColumn(
                name: "acknowledged",
                table: "notification");

            migrationBuilder.DropColumn(
                name: "seen",
                table: "notification");

            migrationBuilder.CreateIndex(
                name: "ix_notification_delivery_waiting",
                table: "notification_delivery",
                columns: new[] { "device_id", "channel", "id" },
                filter: "state = 1");

            migrationBuilder.AddCheckConstraint(
                name: "ck_notification_delivery_state",
                table: "notification_delivery",
                sql: "state in (1, 2, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_notification_unseen",
                table: "notification",
                columns: new[] { "device_id", "sample_time" },
                filter: "seen_time is null");

            migrationBuilder.CreateIndex(
                name: "ix_annotation_metric_id",
                table: "annotation",
                column: "metric_id");

            migrationBuilder.AddForeignKey(
                name: "fk_annotation_metric_metric_id",
                table: "annotation",
                column: "metric_id",
                principalTable: "metric",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("By whom and when notifications were marked has no place in the older tables.");
    }
}
