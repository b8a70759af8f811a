using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Autostacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_autostack_name_region",
                table: "autostack",
                columns: new[] { "name", "region" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_autostack_member_change_autostack_id_number",
                table: "autostack_member_change",
                columns: new[] { "autostack_id", "number" });

            migrationBuilder.AddForeignKey(
                name: "fk_metric_autostack_autostack_id",
                table: "metric",
                column: "autostack_id",
                principalTable: "autostack",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_metric_autostack_autostack_id",
                table: "metric");

            migrationBuilder.DropTable(
                name: "autostack_member_change");

            migrationBuilder.DropTable(
                name: "autostack");
        }
    }
}
