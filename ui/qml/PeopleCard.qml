import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// The invitation as the page that will be printed.
Popup {
    id: sheet
    parent: Overlay.overlay
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    focus: true
    padding: 0
    readonly property bool wanted: invitations.page !== ""
    onWantedChanged: if (wanted) open(); else close()
    onClosed: invitations.hide_card()
    background: Rectangle { color: theme.colours.ground }
    contentItem: FocusScope {
        focus: true
        LayoutMirroring.enabled: Qt.application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
        Flickable {
            id: flick
            anchors.fill: parent
            contentHeight: Math.max(height, all.height + 64)
            clip: true
            ScrollBar.vertical: ScrollBar { }
            GridLayout {
                id: all
                readonly property bool wide: flick.width > 900
                x: (flick.width - width) / 2
                y: Math.max(32, (flick.height - height) / 2)
                readonly property real pageWide: Math.min((flick.height - 64) / invitations.ratio, flick.width - 464)
                width: wide ? Math.min(flick.width - 64, pageWide + 400) : Math.min(flick.width - 48, 560)
                columns: wide ? 2 : 1
                columnSpacing: 40
                rowSpacing: 24
                Rectangle {
                    id: paper
                    Layout.alignment: Qt.AlignHCenter | Qt.AlignTop
                    implicitWidth: all.wide ? all.pageWide : all.width
                    implicitHeight: implicitWidth * invitations.ratio
                    color: "#ffffff"
                    border.color: theme.colours.border
                    Image {
                        anchors.fill: parent
                        anchors.margins: 1
                        mipmap: true
                        smooth: true
                        source: invitations.page === "" ? "" : "image://post/" + invitations.page
                        Accessible.role: Accessible.Graphic
                        Accessible.name: qsTr("The page as it will be printed")
                        Accessible.description: invitations.pageSaid
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    spacing: 16
                    Words { Layout.fillWidth: true; text: qsTr("A card to hand over"); size: 24; lineHeight: 1.2; font.weight: Font.DemiBold }
                    Words { Layout.fillWidth: true; text: qsTr("Treat it like a house key: whoever has it can come in. It lets one person in, until %1.").arg(invitations.until); size: 15; color: theme.colours.muted }
                    Segments {
                        choices: [{ value: "a4", text: "A4" }, { value: "letter", text: qsTr("Letter") }]
                        value: invitations.paper
                        onChosen: value => invitations.choose_paper(value)
                    }
                    Flow {
                        Layout.fillWidth: true
                        spacing: 10
                        MainButton { focus: true; text: qsTr("Print…"); symbol: "printer"; onClicked: invitations.print_card() }
                        MainButton { quiet: true; text: qsTr("Save as PDF"); symbol: "file-down"; onClicked: place.open() }
                        MainButton { quiet: true; text: qsTr("Close"); onClicked: sheet.close() }
                    }
                    Words {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: people.message
                        size: 15
                        color: theme.colours.on_tint
                        Accessible.role: Accessible.AlertMessage
                        Accessible.name: text
                    }
                }
            }
        }
    }
    FileDialog {
        id: place
        fileMode: FileDialog.SaveFile
        defaultSuffix: "pdf"
        nameFilters: [qsTr("Pages (*.pdf)")]
        title: qsTr("Save the page")
        onAccepted: invitations.save_card(selectedFile)
    }
}
