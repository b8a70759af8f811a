using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class InstanceStatusHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_instance_status_history_status_time",
                table: "instance_status_history",
                column: "status_time");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "instance_status_history");
        }
    }
}
