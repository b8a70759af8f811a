using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CommitLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "change_id",
                table: "metric",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "turn_id",
                table: "job",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "history_id",
                table: "commit_head",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "commit_log");

            migrationBuilder.DropColumn(
                name: "change_id",
                table: "metric");

            migrationBuilder.DropColumn(
                name: "turn_id",
                table: "job");

            migrationBuilder.DropColumn(
                name: "history_id",
                table: "commit_head");
        }
    }
}
