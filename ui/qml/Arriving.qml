import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// On the way into a circle: for what it waits, live, and what can be done meanwhile.
Item {
    id: page
    signal another()

    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: column.height + 80
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }
        ColumnLayout {
            id: column
            x: (view.width - width) / 2
            y: 40
            width: Math.min(view.width - 48, 560)
            spacing: 20

            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                size: 30
                lineHeight: 1.15
                font.weight: Font.DemiBold
                text: session.arriving ? qsTr("Welcome, %1.").arg(session.name) : qsTr("On the way in")
            }
            Repeater {
                model: arriving.ways
                Card {
                    id: card
                    required property var modelData
                    Layout.fillWidth: true
                    implicitHeight: body.implicitHeight + 48
                    Accessible.role: Accessible.ListItem
                    Accessible.name: modelData.title + ". " + modelData.sentence + " " + modelData.detail
                    ColumnLayout {
                        id: body
                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.top: parent.top
                        anchors.margins: 24
                        spacing: 12
                        RowLayout {
                            Layout.fillWidth: true
                            spacing: 16
                            Rectangle {
                                Layout.alignment: Qt.AlignTop
                                implicitWidth: 48
                                implicitHeight: 48
                                radius: 24
                                color: card.modelData.over ? theme.colours.danger_tint : theme.colours.tint
                                Image {
                                    anchors.centerIn: parent
                                    source: "image://icon/" + card.modelData.symbol + "/" + ("" + (card.modelData.over ? theme.colours.danger : theme.colours.on_tint)).slice(-6)
                                    sourceSize: Qt.size(24, 24)
                                }
                            }
                            ColumnLayout {
                                Layout.fillWidth: true
                                spacing: 6
                                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: card.modelData.title; size: 18; font.weight: Font.DemiBold; lineHeight: 1.2 }
                                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: card.modelData.sentence }
                                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; visible: text !== ""; text: card.modelData.detail; size: 14; color: theme.colours.muted }
                            }
                        }
                        Flow {
                            Layout.fillWidth: true
                            Layout.topMargin: 4
                            visible: card.modelData.step !== 2
                            spacing: 12
                            MainButton {
                                visible: card.modelData.over
                                text: qsTr("Try another code")
                                onClicked: { page.another(); arriving.forget(card.modelData.id) }
                            }
                            MainButton {
                                quiet: true
                                text: card.modelData.over ? qsTr("Put away") : qsTr("Give up")
                                onClicked: arriving.forget(card.modelData.id)
                            }
                        }
                    }
                }
            }
            Said { trouble: true; text: arriving.refusal }
        }
    }
}
